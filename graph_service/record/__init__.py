"""The record of answers: what was answered at a revision, since when, and which change made it so.

moments         a revision or a time, as one place in the history
looking_back    the values of then: the first later change's before, else today's
  └ names         who was called what
routes, permissions, managers, findings, seats    the questions, asked as of then
timeline        a team's answers one after another, each with its cause
following       changes with the answers that they changed; first values of what they created
snapshot        every answer of today, to start following from
"""
