"""How well the search finds what people asked and others judged."""
