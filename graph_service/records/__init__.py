"""The life of a service record: entered, confirmed or returned, corrected, deleted (三（五）).

forming         what is given, in its form; a value that is refused is not repeated
held            what a call works on: records, routes, rights and days, read at once
  ├ rights        who may enter, who may decide: the missing fact is named
  ├ entering, deciding, mending   one item each: the record's row before and after
  └ writing       all of a call in one transaction, one change of the history
"""
