// End rehearsals that keep a writer waiting: nothing of them is lost, they begin again
//
// Params:  ids  of their transactions
// Returns: transaction_id, message
//
// :params {ids: ["neo4j-transaction-0"]}
CYPHER 25
TERMINATE TRANSACTIONS $ids YIELD transactionId, message
RETURN transactionId AS transaction_id, message
ORDER BY transaction_id;
