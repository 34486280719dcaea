"""The words of what everybody may read and how they are read aloud: they mend a query."""
