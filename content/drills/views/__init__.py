"""Screens of the drills, all of them on the workbench."""
