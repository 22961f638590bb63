"""The HTTP API: thin routes over the questions and the register."""
