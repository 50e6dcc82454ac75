"""
Draft a translation with an engine: questions, answers, faults, terms. Knows no files.

```
segments ─batches→ questions ─asking→ answers ─renderings→ drafts
                               │
              engines (deep-translator) ─ transport (requests)
```
"""
