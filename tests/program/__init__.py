"""Tests of lowering: process -> program."""
