"""Service `OMFieldCodes` of Universal Contact Server."""
