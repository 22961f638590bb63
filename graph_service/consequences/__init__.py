"""What follows from a change: the answers that it can reach, asked before and after, compared.

cone            which answers a change can reach: from the columns that changed, by data
  └ reach         the teams and regions that lie in its reach, by named statements
asking          the answers in a cone, as canonical values
  └ values        a row of a question's statement as the value of an answer
comparing       two askings: what differs
keeping         what differed, packed beside the change that made it so
"""
