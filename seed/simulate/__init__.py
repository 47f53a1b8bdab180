"""Simulators of the sample market's sensors and deliveries: what they tell is invented.

Models are pure functions of place, time and a seed; what is sent goes through the public doors.
"""
