"""What is known about SSM, as data: plugins, parameter types, schema versions, limits; and the nearest known name."""
