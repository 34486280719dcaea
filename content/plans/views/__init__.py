"""Public pages (`reading`, `register`) and the workbench (`workbench`, `uploads`, `drafts`)."""
