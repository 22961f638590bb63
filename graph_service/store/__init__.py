"""What stands in the graph beside the questions, and how it is kept right.

migrations → policy       the schema, then the annex, the businesses and the rules as nodes
territory                 editions and zones: the division tree in force
tables → team_rows        rows of any kind read and written in bulk
references                ids that rows name and nobody bears
derived                   what follows from the edges, written with them, rebuilt by one statement
history                   the numbered changes, appended last in every write
tokens                    who may call
exports                   the register's rows as an import would take them
"""
