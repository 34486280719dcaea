"""Hostile input: recognised, measured, and parsed in a child process with limits."""
