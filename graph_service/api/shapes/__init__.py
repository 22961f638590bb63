"""The shapes of answers, for the OpenAPI document: tests hold the answers against them."""
