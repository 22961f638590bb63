// Take a constraint away that a whole register is loaded without; a migration's statement makes it again
//
// Params:  name
//
// :params {name: "person_id"}
CYPHER 25
DROP CONSTRAINT $name IF EXISTS;
