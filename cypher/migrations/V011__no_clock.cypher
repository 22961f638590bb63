// Regions that have ended carry it, so that no answer reads the clock (I-21)
MATCH (region:Region)
WHERE region.valid_to IS NOT NULL
SET region.ended = region.valid_to <= toString(date());
