"""Service `ChatService` of the Digital Messaging Server."""
