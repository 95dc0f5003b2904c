"""How a case is run: what its nodes are given before, what is disturbed, what is looked at after."""
