"""The questions: one module each, the same names as cypher/questions/."""
