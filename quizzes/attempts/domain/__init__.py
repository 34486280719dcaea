"""Rules of sitting a paper: states, time, marking of a whole attempt, receipts."""
