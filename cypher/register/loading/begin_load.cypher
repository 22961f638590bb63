// Mark the store as one that a whole register is being loaded into
//
// Params:  owner     who loads it
//          brings    the kinds beside teams that go again if the load breaks off: regions, registration_authorities
//          revision  the one that the load will have
// Returns: owner
//
// :params {owner: "a", brings: ["regions"], revision: 1}
CYPHER 25
CREATE (marker:Lock {id: 'loading'})
SET marker.owner = $owner, marker.brings = $brings, marker.revision = $revision,
  marker.beats_at = datetime.realtime()
RETURN marker.owner AS owner
ORDER BY owner;
