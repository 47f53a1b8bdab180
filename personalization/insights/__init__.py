"""Insights: what was shown and noticed in the store, and what came of it."""
