"""Plans: operations rehearsed, what would follow kept to be read, then applied or let go.

making          operations in, a plan out: rehearsed, summed up, kept
  ├ rehearsing    the rehearsal: problems by operation, every answer that differs
  │   └ folding     the answers that differ as chunks and digest
  ├ summary       what people read first
  │   └ gains       what each hub and token gains and loses
  └ keeping       a plan in the graph, outside answers, export and replay
applying        rehearsed again under the lock; committed, or stale and renewed
undoing         a change undone: what still stands as it left it
diff            the answers that differ, page by page
  └ texts         a value in words
"""
