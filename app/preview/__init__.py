"""The produced pages as pictures, and whether text fits (may use Qt)."""
