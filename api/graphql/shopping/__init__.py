"""GraphQL of those who shop: carts, offers, quotes and profiles."""
