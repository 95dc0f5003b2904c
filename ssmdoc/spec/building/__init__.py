"""From the tree of a spec to its values, part by part."""
