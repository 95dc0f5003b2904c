"""The editor server: LSP messages in, diagnostics and hover texts out; what is found comes from `analysis`."""
