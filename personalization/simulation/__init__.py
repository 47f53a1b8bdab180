"""What an offer would do: the engine itself, on baskets of the past or on moments made up."""
