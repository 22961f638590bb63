// What a writer waits for: its own transaction, and the rehearsals that give way
//
// Params:  writer  the mark of its transaction
// Returns: transaction_id, status (whom it is blocked by), writer (null for a rehearsal)
//
// :params {writer: "w"}
CYPHER 25
SHOW TRANSACTIONS YIELD transactionId, status, metaData
WHERE metaData.writer = $writer OR metaData.gives_way = true
RETURN transactionId AS transaction_id, status, metaData.writer AS writer
ORDER BY transaction_id;
