"""Benefits: one file for each kind; `kinds` lists them."""
