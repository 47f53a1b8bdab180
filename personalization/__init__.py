"""What is meant for this shopper, here and now: carts, zones, consent, offers, experiments."""
