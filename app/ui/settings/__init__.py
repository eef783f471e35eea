"""The settings of this installation: a declared table, and the page made from it."""
