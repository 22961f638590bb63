// Service records, volunteers by number, and the hours kept of both
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (record:ServiceRecord) REQUIRE record.record_id IS UNIQUE;
CREATE CONSTRAINT volunteer_no IF NOT EXISTS FOR (volunteer:Volunteer) REQUIRE volunteer.volunteer_no IS UNIQUE;
CREATE CONSTRAINT hours_of_month IF NOT EXISTS FOR (hours:HoursOfMonth) REQUIRE (hours.team_id, hours.month) IS UNIQUE;
CREATE CONSTRAINT region_hours IF NOT EXISTS FOR (hours:RegionHours) REQUIRE (hours.region_code, hours.month, hours.legal_person) IS UNIQUE;
CREATE INDEX record_reviewer IF NOT EXISTS FOR (record:ServiceRecord) ON (record.reviewer_id, record.entered_at, record.record_id);
CREATE INDEX record_team IF NOT EXISTS FOR (record:ServiceRecord) ON (record.team_id, record.service_date, record.record_id);
CREATE INDEX record_volunteer IF NOT EXISTS FOR (record:ServiceRecord) ON (record.volunteer_no, record.service_date);
CREATE INDEX record_day IF NOT EXISTS FOR (record:ServiceRecord) ON (record.service_date);
