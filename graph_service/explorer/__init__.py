"""The explorer: server-rendered pages over the same questions that the API answers."""
