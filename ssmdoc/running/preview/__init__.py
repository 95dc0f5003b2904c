"""What would run, as far as it is known without a node; nothing here starts anything."""
