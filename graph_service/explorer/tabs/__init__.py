"""What the tabs of a panel ask."""
