"""Readings in over HTTP."""
