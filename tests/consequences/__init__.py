"""What follows from a change: the laws of the answers that differ."""
