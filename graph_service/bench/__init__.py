"""What the service costs beside the bare database: ratios within one interleaved run."""
