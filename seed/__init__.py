"""A believable store to try Freshlens on; everything in it is invented, and labelled so."""

from seed.loading import Loaded, load, loaded_day
from seed.lots import sample_day
from seed.sample import Sample, sample

__all__ = ["Loaded", "Sample", "load", "loaded_day", "sample", "sample_day"]
