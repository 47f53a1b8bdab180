"""Shoppers: anonymous until they agree to something, and forgotten when they ask for it."""
