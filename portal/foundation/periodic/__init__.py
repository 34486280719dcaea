"""Jobs that run by the clock, once at a time, and catch up after a stop."""
