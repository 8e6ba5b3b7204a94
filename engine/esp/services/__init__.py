"""The shelf of ESP methods: a folder for each service, in it a file for each method."""
