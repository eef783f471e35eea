"""The fields, one file a kind of question, driven by keys and mouse."""
