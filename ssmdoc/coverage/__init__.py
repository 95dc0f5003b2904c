"""What of a document the cases of a test came to: steps, ways out of them, lines of scripts."""
