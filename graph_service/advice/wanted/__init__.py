"""Make it so: what somebody wants of a team, and the smallest lawful ways to it.

making        tries, fewest operations first: each is a rehearsal
  ├ wishes      whether a wish is true, and the fact that stands against it
  ├ ways        which operations might help against a fact (wishes.json), filled from the graph
  └ acting      who may carry each operation out when its turn comes
"""
