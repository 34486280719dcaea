"""From hits to what a page shows: excerpts, groups, filters."""
