"""Append-only record of who did what, sealed in hash-chained batches."""
