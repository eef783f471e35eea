"""A draft's way through the office, on screen."""
