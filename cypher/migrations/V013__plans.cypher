// Plans, and the parts that each is kept in; what is left of teams and regions that are gone
CREATE CONSTRAINT plan_id IF NOT EXISTS FOR (plan:Plan) REQUIRE plan.plan_id IS UNIQUE;
CREATE INDEX plan_chunk IF NOT EXISTS FOR (chunk:PlanChunk) ON (chunk.plan_id, chunk.part, chunk.number);
CREATE CONSTRAINT gone_subject IF NOT EXISTS FOR (gone:Gone) REQUIRE gone.subject IS UNIQUE;
