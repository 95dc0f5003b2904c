"""A graph as SVG, without other programs."""
