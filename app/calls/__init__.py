"""What a call asks for: models of a call pack, and its loader."""
