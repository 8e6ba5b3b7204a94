"""Service `Contact` of Universal Contact Server."""
