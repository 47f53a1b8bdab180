"""Real input: published documents and lists become values, or say why they cannot."""
