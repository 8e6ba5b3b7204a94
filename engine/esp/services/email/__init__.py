"""Service `Email` of E-mail Server."""
