"""The review: what still falls short."""
