"""The bank's screens for editors and reviewers, at /bank/."""
