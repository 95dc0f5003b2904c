"""Scripts of aws:executeScript on a node: starting them, what they return, and answers to their AWS calls."""
