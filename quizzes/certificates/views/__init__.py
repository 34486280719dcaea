"""Screens of the certificates: for whoever verifies, for the holder, for the desk."""
