"""What `rebuild_search` takes: seconds, processor time and the memory of the process that does
nothing else. Printed; nothing is asserted about time."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench import conditions
from tests.bench.conditions import ROOT
from tests.servers import elasticsearch

CLAUSES = 200_000
CLAUSES_ON_A_SERVER = 20_000
"""The bench has to end: the server shares the machine with what feeds it."""


def run(folder: Path, *arguments: str, server: str = "") -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, ROOT / "tests/bench/rebuilding.py", *arguments],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "DATABASE_URL": f"sqlite:///{folder / 'rows.sqlite3'}",
            "BENCH_DATA": str(folder / "data"),
            "BENCH_SERVER": server,
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def build(folder: Path, clauses: int, name: str, server: str = "") -> None:
    folder.mkdir()
    mean = run(folder, "fill", str(clauses))["mean"]
    took = run(folder, "build", name, server=server)
    assert took["documents"] == clauses
    print(
        f"| {name} | {clauses} | {mean:.0f} | {took['seconds']:.1f} | {took['cpu']:.1f} "
        f"| {took['megabytes']:.0f} | {clauses / took['seconds']:.0f} |"
    )


def test_a_large_library_is_built_anew(tmp_path) -> None:
    print(f"\n\n## rebuild_search\n\n{conditions.machine()}. {conditions.software()}.\n")
    print("| engine | clauses | characters | seconds | CPU s | peak MB | clauses/s |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    build(tmp_path / "embedded", CLAUSES, "embedded")
    if reason := elasticsearch.missing():
        print(f"\nElasticsearch: {reason}")
        return
    with elasticsearch.starting() as address:
        elasticsearch.wait_for(address)
        build(tmp_path / "server", CLAUSES_ON_A_SERVER, "elasticsearch", address)
