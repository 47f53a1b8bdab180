"""Everything of personalization that knows MongoDB."""
