"""Everything of provenance that knows MongoDB."""
