"""What stands in the store: labels now; kiosk and scale screens later."""
