"""Every kind of benefit; a new one is one line here."""

from personalization.offers.benefits.percent import Percent

AnyBenefit = Percent
