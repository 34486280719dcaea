"""What an editor says of the original text: where it is found again, and what it makes of it."""
