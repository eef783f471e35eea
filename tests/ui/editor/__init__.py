"""The editor: walking through a draft, told what falls short, led to it."""
