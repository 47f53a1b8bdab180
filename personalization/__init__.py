"""What is meant for this shopper. Empty until the offers issue lands."""
