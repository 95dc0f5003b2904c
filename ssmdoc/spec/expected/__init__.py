"""What a spec expects, as plain values."""
