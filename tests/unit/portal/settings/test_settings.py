"""Settings: documented, failing loudly, and safe in production."""

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import env
from portal.settings.secret import secret_key_from_file

ROOT = Path(__file__).resolve().parents[4]
READ_ALL = """
import importlib, json
from portal.settings import env
for module in ("base", "accounts", "dev", "production"):
    importlib.import_module("portal.settings." + module)
print(json.dumps(sorted(env.READ)))
"""


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=kept | environment, capture_output=True, text=True,
    )  # fmt: skip


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=kept | environment, capture_output=True, text=True,
    )  # fmt: skip


def test_the_operators_manual_lists_exactly_what_the_code_reads(tmp_path):
    import json

    done = python(READ_ALL, SECRET_KEY="x" * 60, ALLOWED_HOSTS="a", DATA_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    manual = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
    table = manual.split("## 设置")[1].split("\n## ")[0]
    documented = sorted(re.findall(r"^\| `([A-Z0-9_]+)` \|", table, re.M))
    assert documented == json.loads(done.stdout)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_without_a_secret_or_a_host(missing, tmp_path):
    given = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "anlan.example", "DATA_DIR": str(tmp_path)}
    del given[missing]
    done = python("import portal.settings.production", **given)
    assert done.returncode != 0
    assert f"环境变量 {missing} 没有设置" in done.stderr


def check_of_a_deployment(data, **settings):
    return manage(
        "check", "--deploy", "--fail-level", "WARNING",
        DJANGO_SETTINGS_MODULE="portal.settings.production",
        SECRET_KEY="p9f2k4h6s8d0g1j3l5z7x9c2v4b6n8m0q1w3e5r7t9y2u4i6o8p0",
        ALLOWED_HOSTS="anlan.example",
        SMS_ADAPTER="portal.foundation.messages.sms.NotConfigured",
        DATA_DIR=str(data), **settings,
    )  # fmt: skip


def test_the_deployment_check_has_nothing_to_say(tmp_path):
    done = check_of_a_deployment(tmp_path, SITE_PHONE="0000-0000000")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_deployment_check_asks_for_the_telephone_that_the_notice_names(tmp_path):
    done = check_of_a_deployment(tmp_path)
    assert done.returncode != 0 and done.stderr.count("foundation.W") == 1
    assert "foundation.W003" in done.stderr and "SITE_PHONE" in done.stderr


def test_the_check_for_missing_migrations_is_silent_on_a_clean_clone(tmp_path):
    done = manage(
        "makemigrations", "--check", "--dry-run",
        DJANGO_SETTINGS_MODULE="portal.settings.test", DATA_DIR=str(tmp_path / "not-made-yet"),
        TMPDIR=str(tmp_path),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "No changes detected"


@pytest.mark.parametrize("value", ["ja", "2", "真"])
def test_a_boolean_that_is_none_is_refused_with_what_to_write(monkeypatch, value):
    monkeypatch.setenv("ANLAN_PROBE", value)
    with pytest.raises(ImproperlyConfigured, match="1 或 0"):
        env.boolean("ANLAN_PROBE", default=False)
    env.READ.pop("ANLAN_PROBE")


def test_a_number_that_is_none_is_refused_with_what_was_found(monkeypatch):
    monkeypatch.setenv("ANLAN_PROBE", "八千")
    with pytest.raises(ImproperlyConfigured, match="八千"):
        env.integer("ANLAN_PROBE", 1)
    env.READ.pop("ANLAN_PROBE")


def test_each_data_directory_has_a_key_of_its_own_that_only_its_owner_reads(tmp_path):
    first = secret_key_from_file(tmp_path / "one" / "secret-key")
    assert secret_key_from_file(tmp_path / "one" / "secret-key") == first
    assert secret_key_from_file(tmp_path / "two" / "secret-key") != first
    assert (tmp_path / "one" / "secret-key").stat().st_mode & 0o077 == 0
    assert len(first) >= 50


def test_no_module_reads_the_environment_behind_the_readers():
    importlib.import_module("portal.settings.base")
    for path in (ROOT / "portal/settings").glob("*.py"):
        if path.name != "env.py":
            assert "os.environ" not in path.read_text(encoding="utf-8"), path
