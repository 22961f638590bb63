"""A row of a register: its columns, its form, its marks; no database.

columns   what a kind of row has, and the form of each value (data/columns.json)
  └ rows      a row as it came, checked value by value, or why it cannot be held
      └ merging   laid over what is on record: complete, or contradicting itself
"""
