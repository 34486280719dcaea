"""CPU, queries and bytes of each page kind, as ratios to a bare Wagtail page in the same run.

`make bench` prints the table; nothing is asserted about time. CPU is process time of a
request through the whole middleware in this process, the median of rounds that take turns,
so that a noisy neighbour disturbs every row alike. `docs/performance.md` says how to read it.
"""

import io
import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, Site

from portal.foundation.pagecache.services import purge_now
from portal.operations import setup
from portal.people.models import User
from portal.settings import base
from quizzes.attempts import services as attempts
from quizzes.attempts.models import Attempt
from quizzes.certificates.models import Certificate
from tests.bench import conditions
from tests.bench.browser import Answer, Browser

ROUNDS = 9
HITS = 300
UNIT = "bare Wagtail page"
PUBLIC = {
    UNIT: "/bare/",
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
    "search, with hits": "/search/?q=应急演练",
    "site map": "/sitemap/",
    "site map, XML": "/sitemap.xml",
    "verify, the form": "/certificates/verify/",
    "sign-in": "/accounts/login/",
}
LEARNER = {"my page": "/me/", "attempts": "/attempts/", "certificates": "/certificates/"}
STAFF = {
    "Wagtail dashboard": ("editor-chen", "/admin/"),
    "plans desk": ("editor-chen", "/workbench/plans/"),
    "questions": ("editor-chen", "/bank/"),
    "papers desk": ("admin-zhao", "/papers/"),
    "targets desk": ("admin-zhao", "/targets/desk/"),
    "audit": ("auditor-zheng", "/audit/"),
}


@dataclass(slots=True)
class Row:
    name: str
    address: str
    browser: Browser
    forget: Callable[[], None] = lambda: None
    """Whatever else keeps this page besides the page cache."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    is_kept: bool = False

    def ask(self, **how: str) -> Answer:
        answer = self.browser.get(self.address, **how)
        assert answer.status == 200, (self.address, answer.status, answer.headers)
        return answer

    def ask_anew(self, **how: str) -> Answer:
        purge_now()
        self.forget()
        return self.ask(**how)

    def queries(self) -> int:
        with CaptureQueriesContext(connection) as seen:
            self.ask_anew()
        return len(seen)


@pytest.fixture
def portal(db, settings, tmp_path) -> WSGIHandler:
    """安澜县, with the caches, the hashes and the second factor of `make run`."""
    settings.DATA_DIR = tmp_path
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    settings.SECOND_FACTOR_FOR_STAFF = True
    settings.CACHES = {
        name: {**cache, "LOCATION": tmp_path / "cache" / name}
        for name, cache in base.CACHES.items()
    }
    for step in [*setup.first_steps(), *setup.demonstration_steps()]:
        setup.run(step)
    Site.objects.get().root_page.add_child(instance=Page(title="bare", slug="bare"))
    call_command("rebuild_search", verbosity=0, stdout=io.StringIO())
    return WSGIHandler()


def rows(portal: WSGIHandler) -> list[Row]:
    anybody = Browser(portal)
    certificate = Certificate.objects.earliest("pk")
    holder = Browser(portal).sign_in(certificate.person)
    closed = Attempt.objects.filter(person=certificate.person).latest("pk")
    running = attempts.start(person=certificate.person, slug="earthquake-practice").attempt
    found = [Row(name, address, anybody) for name, address in PUBLIC.items()]
    found.append(Row("certificate check", certificate.get_absolute_url(), anybody))
    found += [Row(name, address, holder) for name, address in LEARNER.items()]
    found += [
        Row(
            "runner, a question", reverse("attempts:question", args=[running.public_id, 1]), holder
        ),
        Row("result", reverse("attempts:result", args=[closed.public_id]), holder),
        Row(
            "certificate PDF",
            reverse("certificates:download", args=[certificate.number]),
            holder,
            forget=lambda: shutil.rmtree(settings.DATA_DIR / "certificates", ignore_errors=True),
            is_kept=True,
        ),
    ]
    signed_in: dict[str, Browser] = {}
    for name, (username, address) in STAFF.items():
        if username not in signed_in:
            user = User.objects.get(username=username)
            signed_in[username] = Browser(portal).sign_in(user)
        found.append(Row(name, address, signed_in[username]))
    return found


def line(row: Row, unit: float) -> str:
    queries, cold = row.queries(), statistics.median(row.cold)
    plain, packed = len(row.ask(encodings="").body), len(row.ask(encodings="gzip").body)
    start = f"{row.name:<20}{cold:>9.2f}{cold / unit:>8.2f}{queries:>9}{plain:>9}{packed:>9}"
    if not row.is_kept:
        return f"{start}{'-':>9}{'-':>8}"
    warm = statistics.median(row.warm)
    return f"{start}{warm:>9.2f}{warm / unit:>8.2f}"


def of_a_hit(row: Row) -> float:
    """CPU of one page out of the cache: so small that only many together can be measured."""
    row.ask()
    assert row.ask().is_hit
    return statistics.median(
        sum(row.ask().cpu_ms for _ in range(HITS)) / HITS for _ in range(ROUNDS)
    )


def test_print_the_cost_of_each_page_kind(portal, capsys):
    began = conditions.machine()
    measured = rows(portal)
    for row in measured:
        row.ask_anew()
        row.is_kept = row.is_kept or row.ask().is_hit
    for _ in range(ROUNDS):
        for row in measured:
            row.cold.append(row.ask_anew().cpu_ms)
            if row.is_kept:
                row.ask()
                row.warm.append(row.ask().cpu_ms)
    unit = statistics.median(measured[0].cold)
    with capsys.disabled():
        print(f"\n{began} at first, {conditions.load()} in the end")
        print(conditions.software())
        print(conditions.rows())
        print(f"Median of {ROUNDS} rounds. 1.00 = {UNIT} made anew: {unit:.2f} ms of CPU\n")
        print(
            f"{'':<20}{'CPU ms':>9}{'ratio':>8}{'queries':>9}{'bytes':>9}{'gzip':>9}"
            f"{'kept ms':>9}{'ratio':>8}"
        )
        for row in measured:
            print(line(row, unit))
        guide = next(row for row in measured if row.name == "guide")
        print(f"\na page cache hit ({guide.name}): {of_a_hit(guide):.3f} ms of CPU")
