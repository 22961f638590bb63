"""Files taken in: rows from any file, all seen at once, every row accounted for.

forming → import_rows → carrying, in one transaction      → report
first pass            → whole → batches, for an empty store   what became of each row
"""
