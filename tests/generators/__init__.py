"""Hypothesis generators of syntax trees and of whole projects."""
