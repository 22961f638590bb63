"""Typed answers: what the questions return is what OpenAPI, JSON, CSV heads and tables say.

forms ─ ids, codes and dates as every answer writes them
  ├─ lists ─ an answer, its statements, a page of a list
  ├─ nodes ─ a team or an authority in an answer; a clause with its quote
  │    ├─ readings ─ which interpretation decided, what another would give
  │    │    ├─ routes ─ checks ─ scope ─ seats ─ audit ─ advice
  │    │    └─ policy ─ what the answers rest on
  │    ├─ teams ─ permissions ─ reverse
  │    │    └─ applications ─ writes ─ what a change leaves
  │    └─ regions ─ history ─ imports ─ health ─ comparing ─ registers ─ neighbourhood
  └─ problems ─ what every error answers

A TypedDict costs nothing at run time: a question fills it as a plain dict, and the routes reply
with it unchecked. The tests hold real answers against the schemas, member by member.
"""
