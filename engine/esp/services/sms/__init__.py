"""Service `Sms` of an SMS Server."""
