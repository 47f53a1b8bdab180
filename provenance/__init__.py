"""What is true: codes, products, places, lots, journeys, cold chain, freshness, reviews, recipes.

Rules are pure functions of values; everything that knows MongoDB lives in `provenance.store`.
"""
