"""The longest plan that is taken, from its bytes to a draft that can be checked.

`make bench` prints the figures; nothing is asserted about time. The write transactions are
those of the whole intake: on SQLite each keeps every other writer waiting.
"""

import resource
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection

from content.plans import services
from content.plans.domain.limits import CLAUSE_LIMIT
from content.plans.models import FollowUp, Intake
from portal.people.enums import Role, UnitKind
from portal.people.models import Unit, User
from tests.bench import conditions
from tests.bench.parsing import cpu, memory_of_the_parse

CLAUSES = CLAUSE_LIMIT - 10


def longest_plan() -> bytes:
    lines = (
        f"第{n}条 第{n}项工作由有关单位按职责落实，每季度至少检查1次。"
        for n in range(1, CLAUSES + 1)
    )
    return "\n".join(("安澜县大规模工作方案", *lines)).encode()


@contextmanager
def measured(name: str) -> Iterator[None]:
    """Prints what the block cost, and its transactions from their beginning to their end."""
    set_autocommit, begun, writes = connection.set_autocommit, [0.0, 0.0], []

    def timed(autocommit: bool, *args: object, **kwargs: object) -> None:
        if autocommit:
            writes.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
        else:
            begun[:] = time.perf_counter(), time.process_time()
        set_autocommit(autocommit, *args, **kwargs)

    connection.set_autocommit = timed
    started, busy = time.perf_counter(), cpu()
    try:
        yield
    finally:
        del connection.set_autocommit
    longest = max(writes)
    print(
        f"{name:<24}{time.perf_counter() - started:>10.1f}{cpu() - busy:>10.1f}{len(writes):>10}"
        f"{longest[0]:>10.3f}{max(spent for _, spent in writes):>10.3f}"
    )


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.django_db(transaction=True)
def test_print_the_cost_of_the_longest_plan(settings, tmp_path, capsys):
    county = Unit.objects.create(code="anlan", name="安澜县", kind=UnitKind.COUNTY)
    editor = User.objects.create_user(username="editor", home_unit=county)
    editor.memberships.create(unit=county, role=Role.EDITOR, valid_from=date(2026, 1, 1))
    settings.DATA_DIR = tmp_path
    data, before = longest_plan(), peak()
    file = tmp_path / "方案.txt"
    file.write_bytes(data)
    with capsys.disabled():
        print(f"\n{conditions.machine()}\n{conditions.software()}")
        print(f"{CLAUSES} clauses, {len(data) / 1024:.0f} KB\n")
        print(f"{'':<24}{'seconds':>10}{'CPU':>10}{'writes':>10}{'longest':>10}{'its CPU':>10}")
        with measured("read into a draft"):
            # The tests' task backend reads it before the call returns, as a worker would.
            intake = services.receive(
                token=uuid.uuid4(), data=data, name="方案.txt", pasted=False,
                owner_unit=county, actor=editor,
            )  # fmt: skip
        version = Intake.objects.get(pk=intake.pk).version
        assert version is not None
        assert version.clauses.filter(kind="clause").count() == CLAUSES
        with measured("published and followed"):
            services.publish_version(version=version, actor=None)
        assert FollowUp.objects.get().finished_at is not None
        print(
            f"\npeak memory: parser {memory_of_the_parse(file):.0f} MB, "
            f"worker {peak():.0f} MB ({before:.0f} MB before)"
        )
