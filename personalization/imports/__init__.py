"""Lists and documents of personalization, read as the imports of provenance are."""
