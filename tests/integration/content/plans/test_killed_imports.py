"""kill -9 in the middle of importing a folder: nothing by halves, nothing twice, nothing left."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import parse_bytes
from content.plans.models import Original, PlanDocument, PlanVersion, TableCell
from content.plans.services import importing, originals
from portal.foundation.audit.models import AuditEvent
from tests.samples.plan_texts import FAMILIES, document

ROOT = Path(__file__).resolve().parents[4]
LONG = "3.txt"
"""Written in several transactions, so that a kill leaves rows of it."""

MOMENTS = 4
LONGEST_DELAY = 0.8


@pytest.fixture
def db(committing_db):
    """Another process imports."""


@pytest.fixture
def folder(tmp_path):
    """Seven plans, one of them long."""
    place = tmp_path / "plans"
    place.mkdir()
    for at, family in enumerate(list(FAMILIES)[:7]):
        title, _, rest = document(family, at)[0].partition("\n")
        if f"{at}.txt" == LONG:
            rest = "\n".join(f"第{n}条 第{n}组每年检查{n}处，落实到人。" for n in range(1, 1201))
        (place / f"{at}.txt").write_text(f"第{at}乡{title}\n{rest}", "utf-8")
    return place


def start(folder, data):
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATABASE_URL": "",
        "DATA_DIR": str(data), "PYTHONUNBUFFERED": "1",
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_plan", str(folder), "--publish"],
        cwd=ROOT, env=environment, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def killed(folder, data, at, delay):
    """Imports the folder, and dies `delay` seconds into its file number `at`."""
    with start(folder, data) as process:
        for line in process.stdout:
            if line.startswith(f"[{at}/"):
                break
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert process.returncode in (-signal.SIGKILL, 0)


def rows(version):
    cells = TableCell.objects.filter(table__clause__version=version)
    return [version.clauses.count(), cells.count(), version.repairs.count()]


def check_whole(parses):
    """Every version that is there has all its rows, once, and a document that is public."""
    for version in PlanVersion.objects.filter(ready=True).select_related("document"):
        parsed = parses[version.source_name]
        assert version.original == parsed.original
        clauses = sum(1 for node in parsed.nodes if node.kind is not NodeKind.TITLE)
        assert rows(version) == [clauses, len(parsed.cells), len(parsed.repairs)]
        assert version.upload.size == len(parsed.original.encode())
    for plan in PlanDocument.objects.exclude(current_version=None):
        assert plan.current_version.ready
    names = [version.source_name for version in PlanVersion.objects.filter(ready=True)]
    assert len(names) == len({*names})


@pytest.mark.slow
@pytest.mark.skipif(
    connection.vendor != "sqlite",
    reason="the import of this test opens a SQLite file; run it without DATABASE_URL",
)
def test_a_folder_whose_import_is_killed_again_and_again_is_there_once_and_whole(
    world, folder, tmp_path, settings
):
    parses = {file.name: parse_bytes(file.read_bytes(), file.name) for file in folder.iterdir()}
    assert len(parses[LONG].nodes) > 2 * importing.AT_ONCE
    connection.close()
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    moments = random.Random(seed)
    long = sorted(parses).index(LONG) + 1
    for turn in range(MOMENTS):
        at = long if turn % 2 else moments.randint(1, len(parses))
        killed(folder, tmp_path, at, moments.uniform(0, LONGEST_DELAY))
        check_whole(parses)
        connection.close()
    with start(folder, tmp_path) as last:
        said = last.stdout.read()
    assert last.returncode == 0, said
    assert f"共 {len(parses)} 个文件" in said and "退回 0，合计相符" in said
    check_whole(parses)
    assert {v.source_name for v in PlanVersion.objects.all()} == {*parses}
    assert PlanDocument.objects.filter(current_version__isnull=False).count() == len(parses)
    assert PlanDocument.objects.count() == PlanVersion.objects.count() == len(parses)
    imported = AuditEvent.objects.filter(action="content.plan.imported")
    assert imported.count() == len(parses)
    # What came in and belongs to no version goes by the clock.
    settings.DATA_DIR = tmp_path
    originals.sweep_originals(timezone.now() + 2 * originals.SAFE_AGE)
    held = {one.file.name for one in Original.objects.all()}
    kept = {
        f"{Original.folder}/{file.name}"
        for file in (tmp_path / "private" / Original.folder).iterdir()
    }
    assert held == kept and len(held) == len(parses)
