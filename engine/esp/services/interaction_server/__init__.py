"""Service `InteractionServer` of Interaction Server."""
