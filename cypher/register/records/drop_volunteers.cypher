// Let go of volunteers' numbers that no record bears any more
//
// Params:  volunteer_nos
// Returns: dropped
//
// :params {volunteer_nos: ["V-0001"]}
CYPHER 25
UNWIND $volunteer_nos AS number
MATCH (volunteer:Volunteer {volunteer_no: number})
WHERE NOT EXISTS { (volunteer)<-[:SERVED_BY]-() }
DELETE volunteer
RETURN count(number) AS dropped
ORDER BY dropped;
