"""What the documents say of the house is so."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def rooms_named() -> set[str]:
    """`group.app` of each row of the table of the house."""
    table = HOUSE.split("## The house")[1].split("\n\n")[1]
    found, group = set(), ""
    for row in table.splitlines()[2:]:
        groups, apps = (re.findall(r"`(\w+)`", cell) for cell in row.split("|")[1:3])
        group = groups[0] if groups else group
        found |= {f"{group}.{app}" for app in apps}
    return found


def test_the_house_names_every_app_and_no_other():
    apps = {
        f"{path.parent.parent.name}.{path.parent.name}"
        for group in ("portal", "content", "quizzes")
        for path in ROOT.glob(f"{group}/*/apps.py")
    }
    assert rooms_named() == apps


def test_the_order_in_content_is_the_one_that_is_held():
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (
        contract["layers"]
        for contract in rules["tool"]["importlinter"]["contracts"]
        if contract["name"] == "Inside content"
    )
    said = re.search(r"and in `content`: (.*?);", HOUSE)
    assert said is not None
    named = [set(re.findall(r"`(\w+)`", step)) for step in said[1].split("→")]
    assert named == [set(re.findall(r"content\.(\w+)", layer)) for layer in layers]


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda one: one.name)
def test_numbered_steps_count_on_by_one(path):
    last = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            last = 0
        elif step := re.match(r"(\d+)\. ", line):
            assert int(step[1]) in (1, last + 1), line[:60]
            last = int(step[1])


def test_what_is_run_after_an_update_is_named_with_the_update():
    words = (ROOT / "docs" / "operators.md").read_text(encoding="utf-8")
    steps = words.split("\n## 升级")[1].split("\n## ")[0]
    for command in ("check_texts", "check_offers", "clean_files"):
        assert f"manage.py {command}" in steps
        assert any(ROOT.glob(f"*/*/management/commands/{command}.py")), command
