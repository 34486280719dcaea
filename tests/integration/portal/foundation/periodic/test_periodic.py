import io
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from portal.foundation.periodic import registry, selectors, services
from portal.foundation.periodic.models import PeriodicJob

START = datetime(2026, 6, 8, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def jobs(monkeypatch):
    monkeypatch.setattr(registry, "_jobs", {})

    def register(name: str, run, every: timedelta = HOUR) -> None:
        registry.register(name, every=every, run=run, title=f"任务 {name}")

    return register


def at(moment: datetime):
    return lambda: moment


@pytest.mark.django_db
def test_a_job_runs_when_it_is_due_and_not_before(jobs) -> None:
    ran = []
    jobs("a", ran.append)
    services.run_due(now=at(START))
    services.run_due(now=at(START + HOUR - timedelta(seconds=1)))
    assert ran == [START]
    services.run_due(now=at(START + HOUR))
    assert ran == [START, START + HOUR]


@pytest.mark.django_db
def test_after_a_long_stop_a_job_runs_once(jobs) -> None:
    ran = []
    jobs("a", ran.append)
    services.run_due(now=at(START))
    later = START + 50 * HOUR
    services.run_due(now=at(later))
    services.run_due(now=at(later + timedelta(minutes=1)))
    assert ran == [START, later]


@pytest.mark.django_db
def test_a_job_that_breaks_is_noted_in_chinese_and_stops_nobody(jobs) -> None:
    def broken(_now):
        raise RuntimeError("guli@example.cn")

    ran = []
    jobs("a", broken)
    jobs("b", ran.append)
    outcomes = services.run_due(now=at(START))
    assert ran == [START]
    assert (
        "运行出错，下次到点会再试。错误类型 RuntimeError，位置 test_periodic.py:"
        in outcomes[0].error
    )
    row = PeriodicJob.objects.get(name="a")
    assert row.failures == 1
    assert "guli" not in row.error
    assert row.lease_until is None
    services.run_due(now=at(START + HOUR))
    row.refresh_from_db()
    assert row.failures == 2


@pytest.mark.django_db
def test_a_success_clears_the_error_and_keeps_the_note(jobs) -> None:
    words = iter([ZeroDivisionError(), "封存 3 个"])

    def run(_now):
        word = next(words)
        if isinstance(word, Exception):
            raise word
        return word

    jobs("a", run)
    services.run_due(now=at(START))
    services.run_due(now=at(START + HOUR))
    row = PeriodicJob.objects.get()
    assert (row.error, row.failures, row.note) == ("", 0, "封存 3 个")


@pytest.mark.django_db
def test_two_runners_never_run_one_job_at_a_time(jobs) -> None:
    inner = []

    def run(_now):
        inner.append(services.run_due(now=at(START + 5 * HOUR), only=""))

    jobs("a", run)
    # The lease is held while the job runs, so the second runner finds it taken.
    PeriodicJob.objects.create(name="a", due_at=START)
    services.LEASE, kept = timedelta(days=1), services.LEASE
    try:
        services.run_due(now=at(START))
    finally:
        services.LEASE = kept
    assert inner == [[]]


@pytest.mark.django_db
def test_the_job_of_a_dead_runner_is_taken_over_after_its_lease(jobs) -> None:
    ran = []
    jobs("a", ran.append)
    PeriodicJob.objects.create(
        name="a", due_at=START, lease_owner="dead", lease_until=START + timedelta(minutes=2)
    )
    services.run_due(now=at(START + timedelta(minutes=1)))
    assert ran == []
    services.run_due(now=at(START + timedelta(minutes=3)))
    assert len(ran) == 1


@pytest.mark.django_db
def test_a_runner_taken_for_dead_does_not_overwrite_its_successor(jobs) -> None:
    def run(_now):
        PeriodicJob.objects.update(lease_owner="successor", lease_until=START + HOUR)

    jobs("a", run)
    services.run_due(now=at(START))
    row = PeriodicJob.objects.get()
    assert row.lease_owner == "successor"
    assert row.finished_at is None


@pytest.mark.django_db
def test_the_health_page_sees_late_and_failing_jobs(jobs) -> None:
    jobs("a", lambda now: "好")
    jobs("never", lambda now: None)
    services.run_due(now=at(START), only="a")
    states = {state.name: state for state in selectors.job_states(START + timedelta(minutes=1))}
    assert not states["a"].is_late
    assert (states["a"].note, states["a"].title) == ("好", "任务 a")
    assert states["never"].is_late
    assert {s.name: s for s in selectors.job_states(START + 5 * HOUR)}["a"].is_late


def test_one_name_is_one_job(jobs) -> None:
    def one(now):
        return None

    jobs("a", one)
    jobs("a", one)
    with pytest.raises(registry.AlreadyRegistered):
        jobs("a", lambda now: None)
    with pytest.raises(ValueError, match="positive"):
        jobs("b", one, timedelta(0))


@pytest.mark.django_db
def test_once_fails_if_a_job_failed(jobs) -> None:
    jobs("good", lambda now: "做了 2 件")
    out = io.StringIO()
    call_command("run_periodic", "--once", stdout=out)
    assert "good: 做了 2 件" in out.getvalue()

    def broken(_now):
        raise RuntimeError

    jobs("bad", broken)
    with pytest.raises(CommandError, match="这些定时任务出错：bad"):
        call_command("run_periodic", "--once", stderr=io.StringIO())


@pytest.mark.django_db
def test_one_job_can_be_run_by_name_before_it_is_due(jobs) -> None:
    ran = []
    jobs("a", ran.append)
    for _time in range(2):
        call_command("run_periodic", "--only", "a")
    assert len(ran) == 2
    with pytest.raises(CommandError, match="没有叫 x 的定时任务。现有：a"):
        call_command("run_periodic", "--only", "x")


@pytest.mark.django_db
def test_the_floor_registers_its_own_jobs_and_they_run() -> None:
    names = {job.name for job in registry.jobs()}
    assert {"foundation.seal_audit", "foundation.send_messages"} <= names
    for name in sorted(n for n in names if n.startswith("foundation.")):
        call_command("run_periodic", "--only", name)


@pytest.mark.slow
def test_the_runner_outlives_a_missing_database_and_ends_when_asked(tmp_path, settings) -> None:
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_periodic", "--every", "0.2"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        lines = [process.stdout.readline(), process.stdout.readline()]
        assert "定时任务开始运行" in lines[0]
        assert "数据库暂时连不上" in lines[1]
        process.send_signal(signal.SIGTERM)
        started = time.monotonic()
        rest, _nothing = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "定时任务已停下" in rest
        assert time.monotonic() - started < 20
    finally:
        process.kill()


ASKED_OFTEN = """
import os, random, signal, threading, time, django
django.setup()
from django.core.management import call_command
from portal.foundation.management.commands import run_periodic

def ask():
    time.sleep(random.uniform(0, 0.002))
    os.kill(os.getpid(), signal.SIGTERM)

def first_round(**_options):
    run_periodic.run_due = lambda **_options: []
    threading.Thread(target=ask).start()
    return []

for _ in range(100):
    run_periodic.run_due = first_round
    call_command("run_periodic", "--every", "0")
"""


@pytest.mark.slow
def test_the_runner_ends_whatever_the_moment_at_which_it_is_asked(tmp_path, settings) -> None:
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    ended = subprocess.run(
        [sys.executable, "-c", ASKED_OFTEN],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.count("定时任务已停下") == 100
