"""Files taken in: rows from any file, all seen at once, every row accounted for.

forming    → preparing   → import_rows → carrying, in one transaction        → report
first pass   second pass               → whole → batches, for an empty store   what became
                                       → portions, several of the first kind   of each row
"""
