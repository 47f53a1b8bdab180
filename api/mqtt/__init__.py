"""Readings in over MQTT: devices publish to a broker, and one process stores what they say."""
