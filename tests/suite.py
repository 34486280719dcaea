"""Runs the suites that `make` names and prints one line a suite.

    python tests/suite.py all | fast | check | bench

Servers that tests need are started here on loopback and stopped by their pid.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.servers import elasticsearch, postgresql

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
TWO = ["-n", "2", "--dist", "loadgroup"]
"""Two processes; tests of one group stay together in one of them."""
WITHOUT_SERVERS = ["tests/unit", "tests/architecture", "tests/integration"]
ONCE = [
    # Who may open which address and sees which door: no database answers it differently, and it
    # takes minutes.
    "test_access_matrix.py",
    "test_access_matrix_libraries.py",
    "content/pages/test_foreign_pages.py",
    "themes/test_staff_frame.py",
    # These ask the index, a child process, the maker of PDFs or a database file of their own.
    "search/test_elasticsearch.py",
    "search/test_embedded_engine.py",
    "search/test_engine.py",
    "search/test_hazards_asked_for.py",
    "search/test_relevance.py",
    "search/test_what_leads.py",
    "portal/foundation/files/test_isolation.py",
    "portal/foundation/pdf/test_render.py",
    "portal/operations/test_start.py",
    "search/test_drainers.py",
    # The language and the script of the screens.
    "portal/operations/test_demonstration_in_traditional_script.py",
    "themes/test_no_english_in_admin.py",
    "themes/test_no_english_left.py",
]
"""Integration tests that run on SQLite and not a second time on PostgreSQL."""
PACKAGES = ["portal", "content", "quizzes", "search", "themes"]


def run(title: str, *command: str | Path, whole: bool = False, **environment: str) -> bool:
    """Run one suite; True when it passed. `whole`: what it prints comes in one piece when it
    has ended, so that suites side by side stay readable."""
    started = time.monotonic()
    # Read once, kept for the hundred processes that follow, whatever the machine says.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if not whole:
        print(f"── {title}", flush=True)
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE if whole else None,
        stderr=subprocess.STDOUT if whole else None,
        text=True,
    )
    outcome = "通过" if done.returncode == 0 else "没通过"
    ending = f"── {title}：{outcome}，{time.monotonic() - started:.0f} 秒"
    print(f"── {title}\n{done.stdout}{ending}" if whole else ending, flush=True)
    return done.returncode == 0


def pytest(title: str, *arguments: str, **environment: str) -> bool:
    return run(title, BIN / "python", "-m", "pytest", "-q", "-rs", *arguments, **environment)


Check = tuple[str, list[str | Path]]
WORDS: Check = (
    "界面文字",
    [
        BIN / "python", "-m", "pytest", "-q", "tests/unit/themes/test_catalogue.py",
        "tests/integration/themes/test_no_english_left.py",
    ],
)  # fmt: skip
"""The suites run these too."""


def check(*also: Check, **environment: str) -> bool:
    """Every static check, two at a time: each is one process. The longest come first."""
    test = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", **environment}
    django = [BIN / "python", "manage.py"]
    checks: list[Check] = [
        ("mypy：类型", [BIN / "mypy", *PACKAGES]),
        *also,
        ("漏掉的迁移", [*django, "makemigrations", "--check", "--dry-run"]),
        ("Django 自查", [*django, "check", "--fail-level", "WARNING"]),
        ("导入方向", [BIN / "lint-imports", "--no-cache"]),
        ("djlint：模板", [BIN / "djlint", "themes/templates", "--lint", "--quiet"]),
        ("ruff：写法", [BIN / "ruff", "check", "."]),
        ("ruff：排版", [BIN / "ruff", "format", "--check", "."]),
    ]
    with ThreadPoolExecutor(max_workers=2) as side_by_side:
        results = side_by_side.map(lambda one: run(one[0], *one[1], **test, whole=True), checks)
        return all(list(results))


@contextmanager
def postgresql_url():
    """URL of a PostgreSQL started for the tests, or None with the reason printed."""
    with tempfile.TemporaryDirectory(prefix="anlan-pg-") as folder:
        server = postgresql.find()
        if server is None:
            print(
                "── PostgreSQL：没有运行，缺少 postgresql-15（apt-get install postgresql-15）",
                flush=True,
            )
            yield None
            return
        with server.running(Path(folder)) as url:
            yield url


@contextmanager
def elasticsearch_address():
    """Address of an Elasticsearch that is being started while the checks run, or None with the
    reason printed."""
    if reason := elasticsearch.missing():
        print(f"── Elasticsearch：没有运行，{reason}", flush=True)
        yield None
        return
    with elasticsearch.starting() as address:
        yield address


def may_be_missing() -> bool:
    """A person's machine may lack a server; a run that decides whether to land may not."""
    return not os.environ.get("CI")


def template(url: str) -> Check:
    """The migrated database that the processes of a suite copy. Made by the first of them, it
    would keep the other one waiting."""
    return (
        "模板库（PostgreSQL）" if url else "模板库（SQLite）",
        ["env", f"DATABASE_URL={url}", BIN / "python", "-m", "tests.conftest"],
    )


def everything() -> bool:
    left_out = []
    with postgresql_url() as url:
        with elasticsearch_address() as address:
            results = [check(template(""), *([template(url)] if url else []))]
            # In one run: each of its own would load the portal anew and end on one process alone.
            server = {"ANLAN_ELASTICSEARCH": address} if address else {}
            results.append(pytest("单元、架构与集成（SQLite）", *WITHOUT_SERVERS, *TWO, **server))
        if not address:
            left_out.append("两个搜索引擎的对照")
            results.append(may_be_missing())
        if url:
            once = [f"--ignore=tests/integration/{path}" for path in ONCE]
            results.append(
                pytest("集成（PostgreSQL）", "tests/integration", *once, *TWO, DATABASE_URL=url)
            )
        else:
            left_out.append("集成（PostgreSQL）")
            results.append(may_be_missing())
    if shutil.which("chromium"):
        results.append(pytest("浏览器", "tests/e2e", *TWO, "-m", "not matrix"))
    else:
        print("── 浏览器：没有运行，缺少 chromium（apt-get install chromium）", flush=True)
        left_out.append("浏览器")
        results.append(may_be_missing())
    if left_out:
        print(f"── 没有运行：{'、'.join(left_out)}。上面写着缺什么、怎么装。", flush=True)
    return all(results)


def fast() -> bool:
    return pytest(
        "快测试", *WITHOUT_SERVERS, *TWO, "-m", "not slow and not browser",
    )  # fmt: skip


def bench() -> bool:
    """What costs are printed; what is asked of every page in every mode is asserted."""
    printed = pytest("基准", "tests/bench", "-s", "-p", "no:cacheprovider")
    return pytest("axe：每页每种显示", "tests/e2e", *TWO, "-m", "matrix") and printed


if __name__ == "__main__":
    suites = {
        "all": everything,
        "fast": fast,
        "check": lambda: check(WORDS),
        "bench": bench,
    }
    raise SystemExit(not suites[sys.argv[1] if len(sys.argv) > 1 else "all"]())
