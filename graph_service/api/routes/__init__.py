"""One file of routes per question or change, under the same name."""
