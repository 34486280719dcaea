"""Tables for spreadsheets, with formulas neutralised."""
