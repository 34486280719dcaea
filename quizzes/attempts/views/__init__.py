"""Screens of a paper: the runner for who sits it, the lists for who examines."""
