"""The structure of documents: JSON Schemas, the two engines that apply them, and their findings in words."""
