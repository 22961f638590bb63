"""Files taken in: rows from any file, all in one transaction, every row accounted for.

forming → import_rows → report
first pass    the transaction    what became of each row
"""
