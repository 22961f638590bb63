// How many rows of each kind stand in a store that was empty before
//
// Returns: teams, applications, records
//
// :params {}
CYPHER 25
RETURN COUNT { (:Team) } AS teams, COUNT { (:UpgradeApplication) } AS applications,
  COUNT { (:ServiceRecord) } AS records
ORDER BY teams;
