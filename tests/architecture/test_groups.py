"""What is asked once for a whole group of tests is asked once."""

import os

import pytest


@pytest.mark.xdist_group("kept together")
@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="needs two processes: -n 2")
def test_the_tests_of_a_group_are_kept_in_one_process(request):
    """A pytest that forgets the name of the group spreads them and says nothing: every table of
    access is then built twice, which takes minutes."""
    assert request.node.nodeid.endswith("@kept together")
