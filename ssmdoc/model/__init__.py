"""What SSM means by a tree: the kind of document, its parameters, steps and references."""
