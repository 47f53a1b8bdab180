"""Offers as rules over a frozen context: same snapshot and same context, same decision."""
