"""The builders of the JSON Schemas: a function for each, that makes a schema of the catalogue and of its own words."""
