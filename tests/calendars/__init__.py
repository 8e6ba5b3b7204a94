"""Tests of `engine.calendars`."""
