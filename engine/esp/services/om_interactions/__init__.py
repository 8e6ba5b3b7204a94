"""Service `OMInteractions` of Universal Contact Server."""
