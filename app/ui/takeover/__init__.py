"""Answers taken over from an earlier draft, of this call or another."""
