"""The steps of a document as a picture: Mermaid, DOT and SVG; `graph.py` is what all three draw."""
