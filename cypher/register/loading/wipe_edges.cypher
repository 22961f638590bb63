// Take away some of the edges that a load brought, so that no node takes too many with it
//
// Params:  limit
// Returns: wiped
//
// :params {limit: 10}
CYPHER 25
MATCH ()-[edge:APPLIES_FOR|BRANCH_OF|DECIDED_BY|HAS_PERSON|LIAISON|LOCATED_IN|OF_TEAM|REGISTERED_BY
  |SEAT|SERVED_BY|STANDS_UNDER|SUPERIOR_HUB|VIEWING]->()
WITH edge LIMIT toInteger($limit)
DELETE edge
RETURN count(edge) AS wiped
ORDER BY wiped;
