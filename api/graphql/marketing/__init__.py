"""GraphQL for marketers: campaigns, offers, experiments, segments, floor plans."""
