"""Where scripts run: a small protocol, and the sandboxes that keep it."""
