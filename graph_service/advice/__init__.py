"""Before anything is written: what the notice would say of it.

draft → refusals → registration   a team that is there for a moment, and what it breaks
draft → names                     the name referee
groups                            which permission group for which wants
comparing                         what another reading of the notice would change
"""
