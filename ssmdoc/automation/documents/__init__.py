"""The documents that the steps of an automation run: those of the library, and some of AWS's, written by us."""
