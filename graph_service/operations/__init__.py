"""What can be done to a register: one operation is one row of data/operations.json; no database.

specs           the operations as rows: what each takes, who may, where it is asked
held            the rows on record that an operation works on, and what it makes of them
forming         what is given, in its form
  └ nested        values that hold values, in their shapes
effects         the effect by its name
  ├ teams, applications
  ├ restoring     a change undone
  └ territory     the division tree
      └ regions     what is asked of its rows, and why it refuses
"""
