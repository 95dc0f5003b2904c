"""`ssmdoc run` on many nodes: `--fleet`, or more than one `--image`."""
