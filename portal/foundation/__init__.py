"""The floor everything stands on: one Django app, a package for each noun."""
