"""Carts: what a shopper is about to buy, under a random id that is linked to nobody."""
