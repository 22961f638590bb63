"""The life of a service record: entered, confirmed or returned, corrected, deleted (三（五）).

forming         what is given, in its form; a value that is refused is not repeated
held            what a call works on: records, routes, rights and days, read at once
  ├ rights        who may enter, who may decide: the missing fact is named
  ├ entering      one item: entered, corrected or deleted, its row before and after
  ├ deciding      one item: confirmed or returned
  └ writing       all of a call in one transaction, one change of the history
"""
