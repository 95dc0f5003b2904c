# The commands of the project; each is a script of its own in scripts/ and needs nothing but sh.
.DEFAULT_GOAL := help
.PHONY: help demo test bench clean

demo test bench clean:
	@sh scripts/$@.sh

help:
	@echo 'make demo    install ssmdoc into .venv and test the quickstart documents in a sandbox'
	@echo 'make test    set up what the tests need, then format check, lint, types, layers and all tests'
	@echo 'make bench   print the tables of docs/performance.md'
	@echo 'make clean   remove what the others made'
