"""Changes to the register: every module here writes, each in one transaction."""
