"""Typed links between keyed things: clause, paragraph, guide, lesson, question, target."""
