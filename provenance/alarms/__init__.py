"""Alarms: rules over what sensors measure, judged reading by reading."""
