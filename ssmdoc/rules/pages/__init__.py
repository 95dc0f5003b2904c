"""Pages of the rules that the reader and the JSON Schemas find: each docstring is one."""
