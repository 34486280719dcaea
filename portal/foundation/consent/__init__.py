"""Versioned privacy notices and who agreed to which."""
