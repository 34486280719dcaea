"""CPU and queries of each page kind, as ratios to a bare Wagtail page in the same run.

`make bench` prints the table; nothing is asserted about time. CPU is process time of a
request through the whole middleware in this process, the median of rounds that take turns,
so that a noisy neighbour disturbs every row alike.
"""

import platform
import statistics
import time

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from portal.operations import setup
from portal.people.models import User

ROUNDS = 15
PAGES = {
    "bare Wagtail page": "/bare/",
    "home": "/",
    "guide": "/guides/earthquake/",
    "guide index": "/guides/",
    "plan register": "/plans/",
    "plan page": "/plans/general-plan/",
    "course": "/courses/first-response/",
    "lesson": "/courses/first-response/read-the-county-plan/",
    "experts": "/experts/",
    "expert": "/experts/expert-natural/",
    "papers": "/exams/",
    "targets": "/targets/",
    "target": "/targets/certified-volunteers-2026/",
    "search": "/search/?q=应急演练",
    "verify": "/certificates/verify/",
    "sign-in": "/accounts/login/",
}
SIGNED_IN = {"my page": "/me/", "attempts": "/attempts/", "certificates": "/certificates/"}


@pytest.fixture
def county(db, tmp_path):
    settings.DATA_DIR = tmp_path
    for step in setup.demonstration_steps():
        setup.run(step)
    root = Site.objects.get().root_page
    root.add_child(instance=Page(title="bare", slug="bare"))


def cpu(client: Client, path: str) -> float:
    """Milliseconds of process time of one request."""
    started = time.process_time()
    answer = client.get(path)
    spent = time.process_time() - started
    assert answer.status_code == 200, (path, answer.status_code)
    return spent * 1000


def uncached(client: Client, path: str) -> float:
    caches["pages"].clear()
    return cpu(client, path)


def queries(client: Client, path: str) -> int:
    caches["pages"].clear()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(path)
    return len(seen)


def test_print_the_cost_of_each_page_kind(county, capsys):
    call_command("rebuild_search", verbosity=0)
    anybody, learner = Client(), Client()
    learner.force_login(User.objects.get(username="learner-li"))
    rows = [(name, path, anybody) for name, path in PAGES.items()]
    rows += [(name, path, learner) for name, path in SIGNED_IN.items()]
    cold: dict[str, list[float]] = {name: [] for name, _, _ in rows}
    warm: dict[str, list[float]] = {name: [] for name, _, _ in rows}
    for _name, path, client in rows:
        cpu(client, path)
    for _ in range(ROUNDS):
        for name, path, client in rows:
            cold[name].append(uncached(client, path))
            warm[name].append(cpu(client, path))
    measure = statistics.median(cold["bare Wagtail page"])
    with capsys.disabled():
        print(
            f"\nPython {platform.python_version()}, {connection.vendor}, median of {ROUNDS} rounds"
        )
        print(f"1.00 = bare Wagtail page, uncached: {measure:.2f} ms CPU\n")
        print(f"{'page':<20}{'uncached':>10}{'cached':>10}{'queries':>10}")
        for name, path, client in rows:
            print(
                f"{name:<20}{statistics.median(cold[name]) / measure:>10.2f}"
                f"{statistics.median(warm[name]) / measure:>10.2f}{queries(client, path):>10}"
            )
