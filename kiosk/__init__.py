"""What stands in the store: the screens, labels, and scales."""
