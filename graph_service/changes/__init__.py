"""Single changes to the register: one operation is one row of data/operations.json.

specs           the operations as rows: what each takes, who may, where it is asked
held            the rows on record that an operation works on
operations      what is given in its form, and the effect by its name
  ├ team_operations, application_operations
powers          may the caller: the service's own checks
structure       what no register can hold
storing         between the store and the rows
gate            the audit, asked about what a change touches
writing         all of it in one transaction: carried out, or rehearsed
written         what a change answers
fixes           the remedies of findings, rehearsed
replay          the history carried out again
"""
