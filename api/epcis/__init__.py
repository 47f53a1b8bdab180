"""EPCIS 2.0 over REST (GS1 EPCIS 2.0, section 12): capture, query and discovery under `/epcis`."""
