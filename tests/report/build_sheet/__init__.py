"""Tests of `engine.report.build_sheet`."""
