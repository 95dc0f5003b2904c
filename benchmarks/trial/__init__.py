"""Tries runbooks of others: made-up parameters, made-up answers of AWS, and a table of what came of it."""
