// What volunteers have served on single days, over all teams
//
// Rule:    R-3: at most 24 hours on one calendar day.
// Params:  days  [[volunteer_no, day]]
// Returns: volunteer_no, day, hours (hundredths; no row for none)
// Order:   volunteer_no, day
//
// :params {days: [["V-0001", "2026-03-01"]]}
CYPHER 25
UNWIND $days AS pair
MATCH (record:ServiceRecord {volunteer_no: pair[0], service_date: date(pair[1])})
RETURN pair[0] AS volunteer_no, pair[1] AS day, sum(record.service_hours) AS hours
ORDER BY volunteer_no, day;
