"""A hostile file meets a parser in a child process; the portal stays unharmed."""

import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from portal.foundation.files.domain import (
    ArchiveRefused,
    FileRefused,
    Limits,
    OutOfMemory,
    ParserFailed,
    TimedOut,
    TooLarge,
)
from portal.foundation.files.services import _start, run_isolated

HERE = Path(__file__).parent
SMALL = Limits(input_mb=1, result_mb=1, written_mb=2, memory_mb=200, cpu_seconds=1, wall_seconds=4)


@pytest.fixture(autouse=True)
def parsers(monkeypatch):
    """Start the child as the portal does, and let it find the parsers beside this file."""
    from portal.foundation.files import services

    monkeypatch.setattr(services, "_start", _start)
    honest = services._environment

    def with_tests(folder: str) -> dict[str, str]:
        found = honest(folder)
        return found | {"PYTHONPATH": f"{found['PYTHONPATH']}:{HERE}"}

    monkeypatch.setattr(services, "_environment", with_tests)


@pytest.fixture
def upload(tmp_path) -> Path:
    path = tmp_path / "预案.txt"
    path.write_text("总则", "utf-8")
    return path


def run(name: str, upload: Path, limits: Limits = SMALL, **arguments):
    return run_isolated(f"hostile:{name}", path=upload, arguments=arguments, limits=limits)


def test_a_parser_gets_the_path_and_its_arguments_and_answers(upload) -> None:
    assert run("words", upload, prefix="第一章 ") == {"text": "第一章 总则", "length": 6}


def test_a_refusal_of_the_parser_comes_back_with_its_words(upload) -> None:
    with pytest.raises(ParserFailed) as refused:
        run("refuses", upload)
    assert refused.value.message == "这份预案没有标题。补上标题再传。"
    with pytest.raises(ArchiveRefused) as archive:
        run("refuses_archive", upload)
    assert "里面有宏" in archive.value.message
    assert archive.value.data["reason"] == "里面有宏"


def test_a_broken_parser_is_said_in_chinese_and_its_text_is_not_logged(upload, caplog) -> None:
    with pytest.raises(ParserFailed) as refused:
        run("breaks", upload)
    assert refused.value.data["kind"] == "KeyError"
    assert "读不出来" in refused.value.message
    (record,) = caplog.records
    assert record.place.startswith("hostile.py:")
    assert "总则" not in str(vars(record))


@pytest.mark.parametrize("name", ["spins", "sleeps", "ignores_signals"])
def test_a_parser_that_does_not_end_is_ended(upload, name) -> None:
    started = time.monotonic()
    with pytest.raises(TimedOut) as refused:
        run(name, upload)
    assert time.monotonic() - started < 60
    assert "已经停下" in refused.value.message


def test_a_parser_that_eats_memory_is_stopped(upload) -> None:
    with pytest.raises(OutOfMemory) as refused:
        run("eats_memory", upload)
    assert "200 MB" in refused.value.message


def test_a_parser_that_fills_the_disk_is_stopped(upload) -> None:
    with pytest.raises(TooLarge) as refused:
        run("writes", upload)
    assert refused.value.data["limit_mb"] == 2


def test_an_answer_over_the_limit_is_refused(upload) -> None:
    with pytest.raises(TooLarge):
        run("answers_too_much", upload)


def test_a_file_over_the_limit_starts_no_child(tmp_path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as stream:
        stream.truncate(2 * 1024 * 1024)
    with pytest.raises(TooLarge, match="最多 1 MB"):
        run("words", path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("answers_what_json_cannot", "TypeError"),
        ("recurses", "RecursionError"),
        ("opens_files", "OSError"),
        ("dies", "exit -6"),
        ("leaves_quietly", "exit 0"),
        ("tries_network", "ForbiddenInChild"),
        ("tries_programme", "ForbiddenInChild"),
        ("tries_fork", "ForbiddenInChild"),
        ("no_such_parser", "AttributeError"),
    ],
)
def test_every_other_misbehaviour_is_a_failed_parse(upload, name, kind) -> None:
    with pytest.raises(ParserFailed) as refused:
        run(name, upload)
    assert refused.value.data["kind"] == kind


def test_the_child_inherits_no_secret(upload, monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    monkeypatch.setenv("DATABASE_URL", "postgres://x")
    found = run("environment", upload)
    assert not set(found) & {"SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    assert "s3cret" not in str(found)


def test_the_child_inherits_no_open_file(upload) -> None:
    with upload.open():
        # Standard three, the pipe for the answer, and the listing itself.
        assert len(run("open_descriptors", upload)) <= 5


def test_the_child_loads_no_django(upload) -> None:
    assert run("modules", upload) == []


def test_what_a_parser_prints_disturbs_nothing(upload) -> None:
    assert run("prints", upload) == "done"


def test_a_thread_left_behind_does_not_hold_the_portal(upload) -> None:
    started = time.monotonic()
    with pytest.raises(TimedOut):
        run("starts_a_thread", upload)
    assert time.monotonic() - started < 60


def test_nothing_is_left_open_or_running(upload) -> None:
    before, running = len(os.listdir("/proc/self/fd")), _children()
    for name in ("words", "dies", "sleeps"):
        with suppress(FileRefused):
            run(name, upload)
    assert len(os.listdir("/proc/self/fd")) == before
    assert _children() == running


def _children() -> set[str]:
    me = str(os.getpid())
    return {
        path.parent.name
        for path in Path("/proc").glob("[0-9]*/stat")
        if path.exists() and _parent_of(path) == me
    }


def _parent_of(path: Path) -> str:
    try:
        return path.read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""
