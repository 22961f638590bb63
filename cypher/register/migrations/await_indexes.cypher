// Wait until every index answers
//
// :params {}
CYPHER 25
CALL db.awaitIndexes(300);
