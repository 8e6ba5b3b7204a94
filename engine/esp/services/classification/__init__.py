"""Service `Classification` of Classification Server; the name is [inferred]."""
