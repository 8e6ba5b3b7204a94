"""End-to-end vectors: text in, event log out."""
