"""Whoever sends at the same moment: one of each thing that can be only once, and for everybody
either that thing or a refusal in words. Attempts and certificates have tests of their own."""

import pytest


@pytest.fixture
def db(committing_db):
    """Every fixture of this folder writes where threads can see it."""
