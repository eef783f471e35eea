"""Call packs for the tests: an invented one, and broken ones."""
