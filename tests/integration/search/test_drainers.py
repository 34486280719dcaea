"""Processes of their own drain and rebuild one index: killed again and again, and side by side."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.slow


@pytest.fixture(params=["embedded", "elasticsearch"])
def run(request, tmp_path):
    """Real processes on a database file of their own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'rows.sqlite3'}",
        "DRAINERS_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
    }
    if request.param == "elasticsearch":
        server = request.getfixturevalue("new_server")()
        environment["DRAINERS_SERVER"] = request.getfixturevalue("elasticsearch_address")
        environment["DRAINERS_PREFIX"] = server.prefix
    script = Path(__file__).parent / "drainers.py"

    def run(what: str) -> dict:
        done = subprocess.run(
            [sys.executable, str(script), what],
            env=environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    return run


def test_a_drainer_killed_again_and_again_loses_nothing(run) -> None:
    told = run("killed")
    assert told["kills"] >= 25
    assert told["acknowledged"] >= 25
    assert told["missing"] == []
    assert told["indexed"] == told["rows"]
    assert told["doubled"] == 0
    assert told["left_over"] == 0


def test_two_drainers_and_a_rebuild_never_corrupt_the_index(run) -> None:
    told = run("together")
    assert told["exit_codes"] == [0, 0, 0]
    assert told["indexed"] == told["rows"] == told["found"] == 50
    assert told["verified"]
