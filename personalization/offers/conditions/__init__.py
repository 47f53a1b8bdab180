"""Conditions: one file for each kind; `tree` puts them together."""
