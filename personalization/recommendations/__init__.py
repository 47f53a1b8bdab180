"""What else to buy: goods that are bought together, and what completes a recipe."""
