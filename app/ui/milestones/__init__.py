"""The office's own dates on the way to the deadline."""
