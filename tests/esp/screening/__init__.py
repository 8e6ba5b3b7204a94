"""What Classification Server looks for in a text."""
