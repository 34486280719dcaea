"""Pure import pipeline for plan documents: bytes in, a gap-free parse out. No Django here."""
