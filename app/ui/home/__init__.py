"""The first page: drafts, calls at hand, how to begin."""
