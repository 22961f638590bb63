// Tokens: stored as digests only
CREATE CONSTRAINT token_id IF NOT EXISTS FOR (token:Token) REQUIRE token.token_id IS UNIQUE;
CREATE CONSTRAINT token_digest IF NOT EXISTS FOR (token:Token) REQUIRE token.digest IS UNIQUE;
