"""What still falls short: rules and checks that make findings."""
