"""The ministry's own files: what they have tags for, what goes where, and tagging them."""
