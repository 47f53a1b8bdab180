policy-lane-twice = Two rules are for the same lane. Keep one of them.
