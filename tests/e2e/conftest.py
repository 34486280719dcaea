"""One portal and one browser for all browser tests of a process."""

import fcntl
import functools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from portal.operations.readiness import DATABASE
from tests.conftest import sqlite_template
from tests.e2e.portal import Portal

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def set_up_in(folder: Path) -> None:
    """The command of `make run`, on a database whose migrations have run already."""
    folder.mkdir()
    shutil.copyfile(sqlite_template(), folder / DATABASE)
    Portal(folder).manage("set_up")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory set up once a run: the processes of the run share it and copy it."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    folder = run / "prepared-portal"
    with (run / "prepared-portal.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            building = run / "building-portal"
            shutil.rmtree(building, ignore_errors=True)
            set_up_in(building)
            building.rename(folder)
    return folder


@pytest.fixture(scope="session")
def portal(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    made = Portal(tmp_path_factory.mktemp("portal") / "data")
    shutil.copytree(prepared, made.data)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session", autouse=True)
def a_click_ends_on_the_page_it_opens() -> Iterator[None]:
    """Playwright's click waits until the next page has begun, not until it is there: on a busy
    machine what a test then counts at once is counted on half a page."""
    with pytest.MonkeyPatch.context() as patched:
        for kind in (Locator, Page):
            patched.setattr(kind, "click", whole(kind.click))
        yield


def whole(click):
    @functools.wraps(click)
    def clicked(self, *arguments, **options):
        click(self, *arguments, **options)
        page = self if isinstance(self, Page) else self.page
        if not options.get("no_wait_after") and not page.is_closed():
            page.wait_for_load_state("domcontentloaded")

    return clicked


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield launched
        launched.close()
