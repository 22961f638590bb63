// Take an index away that a whole register is loaded without; a migration's statement makes it again
//
// Params:  name
//
// :params {name: "team_name"}
CYPHER 25
DROP INDEX $name IF EXISTS;
