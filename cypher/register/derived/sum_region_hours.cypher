// Sum up the hours of regions by month, from those of the teams that lie in them now
//
// Rule:    三（五）, M-6; legal persons are summed apart
// Params:  region_codes  regions whose teams' hours or places changed, with all above them; null for all
// Returns: written (regions whose sums changed)
//
// :params {region_codes: ["500112"]}
CYPHER 25
CALL () {
  UNWIND CASE WHEN $region_codes IS NULL THEN [true] ELSE [] END AS whole
  MATCH (lost:RegionHours)
  WHERE NOT EXISTS { (:Region {region_code: lost.region_code}) }
  DELETE lost
}
LET any_kept = EXISTS { (:HoursOfMonth) } OR EXISTS { (:RegionHours) }
MATCH (region:Region)
WHERE any_kept AND ($region_codes IS NULL OR region.region_code IN $region_codes)
LET summed = COLLECT {
    MATCH (team:Team) USING INDEX SEEK team:Team(territory_path, team_id)
    WHERE team.territory_path STARTS WITH region.territory_path AND team.team_id IS NOT NULL
    MATCH (sum:HoursOfMonth {team_id: team.team_id}) USING INDEX SEEK sum:HoursOfMonth(team_id, month)
    WHERE sum.month >= ''
    WITH sum.month AS month, team:LegalPerson AS legal_person, sum(sum.hours) AS hours, sum(sum.records) AS records
    RETURN [month, legal_person, hours, records] ORDER BY month, legal_person },
  kept = COLLECT {
    MATCH (sum:RegionHours {region_code: region.region_code})
    WHERE sum.month >= '' AND sum.legal_person IS NOT NULL
    RETURN [sum.month, sum.legal_person, sum.hours, sum.records] ORDER BY sum.month, sum.legal_person }
FILTER summed <> kept
CALL (region, summed) {
  MATCH (old:RegionHours {region_code: region.region_code})
  WHERE old.month >= '' AND old.legal_person IS NOT NULL
    AND NOT [old.month, old.legal_person] IN [row IN summed | row[0..2]]
  DELETE old
}
CALL (region, summed) {
  UNWIND summed AS row
  MERGE (sum:RegionHours {region_code: region.region_code, month: row[0], legal_person: row[1]})
  SET sum.hours = row[2], sum.records = row[3]
}
RETURN count(region) AS written
ORDER BY written;
