"""What Neo4j Browser shows of this graph: guides, a style, saved scripts, links into it."""
