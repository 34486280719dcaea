"""Typed links: what a page of knowledge says about a clause or paragraph, kept from its blocks."""
