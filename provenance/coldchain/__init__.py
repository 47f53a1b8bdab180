"""The cold chain: temperature readings of places, and their running integrals."""
