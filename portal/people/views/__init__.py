"""Staff screens of people and of the units they serve in."""
