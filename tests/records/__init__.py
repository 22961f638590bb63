"""Records read: what is kept of them, hours, queues, stars, findings."""
