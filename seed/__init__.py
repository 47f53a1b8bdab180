"""A believable store to try Freshlens on; everything in it is invented, and labelled so."""
