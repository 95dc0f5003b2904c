"""`ssmdoc test`: specs (`*.ssmtest.yaml`), their cases, and what came out of them."""
