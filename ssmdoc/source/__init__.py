"""Text with a path, its tree with spans, and the YAML and JSON readers; knows nothing of SSM."""
