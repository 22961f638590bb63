"""Single changes to the register: operations carried out in one transaction, or rehearsed.

change          what is asked, and what came of it
powers          may the caller: the service's own checks
storing         between the store and the rows that operations work on
  ├ restoring       what a change kept, for its undoing
  └ structure     what no register can hold
preparing       from operations to rows, one after another
rehearsing      beside writers: giving way, beginning again, standing in line
gate            the audit, asked about what a change touches
deciding        one change in its transaction: done, judged by what followed, appended
together        several that wait for one another, in one transaction
writing         all of it: carried out, or rehearsed
written         what a change answers
fixes           the remedies of findings, rehearsed
replay          the history carried out again
"""
