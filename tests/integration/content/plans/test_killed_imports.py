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


def start(folder, data, said=subprocess.PIPE):
    for_a_moment = folder.parent / "tmp"  # who is killed removes nothing
    for_a_moment.mkdir(exist_ok=True)
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATABASE_URL": "",
        "DATA_DIR": str(data), "PYTHONUNBUFFERED": "1", "TMPDIR": str(for_a_moment),
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_plan", str(folder), "--publish"],
        cwd=ROOT, env=environment, text=True, start_new_session=True,
        stdout=said, stderr=subprocess.STDOUT,
    )  # fmt: skip


def killed(folder, data, is_there, delay):
    """Imports the folder, and dies `delay` seconds after something is there."""
    with (data / "said").open("w") as said, start(folder, data, said) as process:
        while process.poll() is None and not is_there():
            time.sleep(0.005)
        time.sleep(delay)
        assert process.poll() is None, (data / "said").read_text("utf-8")
        os.killpg(process.pid, signal.SIGKILL)
    connection.close()


def half_written():
    return {*PlanVersion.objects.filter(ready=False).values_list("pk", flat=True)}


def a_version_begins():
    """Rows of a long document are being written, which no earlier kill left."""
    known = half_written()
    return lambda: half_written() - known


def a_file_begins():
    """The bytes of one more file are kept, and its rows are next."""
    known = Original.objects.count()
    return lambda: Original.objects.count() > known


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
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    moments = random.Random(seed)
    for moment, longest in (
        (a_file_begins, 0.2), (a_version_begins, 0.0), (a_version_begins, 0.3),
        (a_file_begins, 1.0),
    ):  # fmt: skip
        killed(folder, tmp_path, moment(), moments.uniform(0, longest))
        check_whole(parses)
        if not longest:
            # Or the moment would be any but the one that matters.
            assert half_written()
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
