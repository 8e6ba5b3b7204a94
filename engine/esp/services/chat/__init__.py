"""Service `Chat` of Chat Server."""
