"""Two versions of many places side by side, each to be decided."""
