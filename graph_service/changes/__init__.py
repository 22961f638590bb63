"""Single changes to the register: operations carried out in one transaction, or rehearsed.

change          what is asked, and what came of it
powers          may the caller: the service's own checks
standing        the rows that operations work on, as they stand on record
  └ restoring       what a change kept, for its undoing
storing         from the rows that operations made back to the store
  └ structure     what no register can hold
preparing       from operations to rows, one after another
rehearsing      beside writers: giving way, beginning again, standing in line
gate            the audit, asked about what a change touches
deciding        one change in its transaction: done, judged by what followed, appended
together        who waits, and who may go with whom
  └ joined          one or several in one transaction
      └ short           in two statements, where they bear on little
waiting         one that waits, and what becomes of it
writing         all of it: carried out, or rehearsed
written         what a change answers
fixes           the remedies of findings, rehearsed
replay          the history carried out again
"""
