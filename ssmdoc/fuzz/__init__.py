"""`ssmdoc fuzz`: values for parameters that nobody meant, run in the sandbox, and what came of them."""
