"""Windows, pages, field widgets, theme (Qt)."""
