"""Distributor packages of the machine, in the place of those of AWS."""
