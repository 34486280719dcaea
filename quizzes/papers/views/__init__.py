"""Screens of the papers: for everybody at /exams/, for their composers at /papers/."""
