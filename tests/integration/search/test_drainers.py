"""Processes of their own drain and rebuild one index: killed again and again, and side by side."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def _run_drainers(tmp_path: Path, *arguments: str) -> dict:
    """Real processes on a database file of their own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'rows.sqlite3'}",
        "DRAINERS_DATA": str(tmp_path / "data"),
        "PYTHONPATH": str(ROOT),
    }
    script = Path(__file__).parent / "drainers.py"
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
def test_a_drainer_killed_again_and_again_loses_nothing(tmp_path) -> None:
    told = _run_drainers(tmp_path, "killed")
    assert told["kills"] >= 6
    assert told["acknowledged"] >= 24
    assert told["missing"] == []
    assert told["indexed"] == told["rows"]
    assert told["doubled"] == 0


@pytest.mark.slow
def test_two_drainers_and_a_rebuild_never_corrupt_the_index(tmp_path) -> None:
    told = _run_drainers(tmp_path, "together")
    assert told["exit_codes"] == [0, 0, 0]
    assert told["indexed"] == told["rows"] == told["found"] == 120
    assert told["verified"]
