"""What aws:softwareInventory gathers from a node, in the shape of PutInventory."""
