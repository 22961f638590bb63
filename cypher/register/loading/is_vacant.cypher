// Whether a store takes a whole register in batches: no team stands in it, and none ever did
//
// What a load brings can be taken away again only where nothing of its kind stood before.
//
// Params:  regions, authorities  whether rows of these kinds are to be written
// Returns: is_vacant, revision (the graph's, 0 for none)
//
// :params {regions: true, authorities: true}
CYPHER 25
OPTIONAL MATCH (counter:Revision {id: 'graph'})
WITH coalesce(max(counter.value), 0) AS revision
RETURN revision,
  NOT EXISTS { (:Team) } AND NOT EXISTS { (:UpgradeApplication) } AND NOT EXISTS { (:ServiceRecord) }
    AND NOT EXISTS { (:Gone) }
    AND NOT EXISTS { MATCH (change:Change) WHERE change.team_id > '' AND change.revision > 0 }
    AND NOT ($regions AND EXISTS { (:Region) })
    AND NOT ($authorities AND EXISTS { (:RegistrationAuthority) }) AS is_vacant
ORDER BY revision;
