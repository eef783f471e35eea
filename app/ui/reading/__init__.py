"""Taking edited documents back into a draft, on screen."""
