"""How fast it is: scripts that print ratios measured in one run. Nothing here is asserted."""
