"""Rules of papers: which questions a paper draws, and which result of several counts."""
