"""Field widgets: one file for each type of question, and a registry."""
