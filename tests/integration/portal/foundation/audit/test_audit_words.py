"""Every action that the code records has words, and the screen and the file use them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.foundation.audit import services, words
from portal.people import services as people
from portal.people.enums import Role
from portal.people.reasons import StartReason
from tests.integration.conftest import SINCE, make_person

ROOT = Path(__file__).resolve().parents[5]
CODE = re.compile(r"(?:accounts|people|foundation|content|quizzes|search)(?:\.[a-z_]+){1,2}")
RECORDERS = {"record", "_record", "_tell"}
GROUPS = ("portal", "content", "quizzes", "search", "themes")


def _recorded(tree: ast.Module) -> Iterator[str]:
    """Codes handed to whatever records, by name or in place; of a code put together, its start."""
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        given = [word.value for word in call.keywords if word.arg == "action"]
        given += call.args if name in RECORDERS else []
        for value in given:
            if isinstance(value, ast.Name):
                value = ast.Constant(constants.get(value.id))
            if isinstance(value, ast.JoinedStr):
                value = value.values[0]
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def test_every_action_that_is_recorded_has_words():
    found = {
        code.rstrip("._")
        for group in GROUPS
        for path in (ROOT / group).rglob("*.py")
        if "audit" in (text := path.read_text(encoding="utf-8"))
        for code in _recorded(ast.parse(text))
        if CODE.match(code)
    }
    assert len(found) > 50 and "people.unit" in found
    known = words.known_actions()
    lacking = {code for code in found if not any(one.startswith(code) for one in known)}
    assert not lacking
    spoken = {code for code, said in known.items() if re.search("[\u4e00-\u9fff]", said)}
    assert spoken == set(known)


@pytest.fixture
def given(world):
    return people.add_membership(
        actor=world.administrator, user=world.learner, unit=world.village, role=Role.EDITOR,
        reason=StartReason.APPOINTED, valid_from=SINCE,
    )  # fmt: skip


def test_the_screen_speaks_in_words_and_links_what_the_auditor_may_open(client, world, given):
    client.force_login(world.auditor)
    page = client.get("/audit/").content.decode().replace("<wbr>", "")
    assert "给角色" in page and "people.membership.added" in page
    assert f'href="/people/{world.learner.public_id}/"' in page and "学员小李" in page
    assert "角色：编辑" in page and "原因：新任命" in page and "至：没有" in page
    assert "{&quot;" not in page


def test_a_person_out_of_sight_is_not_named_as_the_object(client, world):
    services.record(
        actor=None, action="people.membership.ended", target=world.other_editor,
        unit_id=world.town.pk,
    )  # fmt: skip
    client.force_login(make_person("zhenshenji", "镇审计员", world.town, Role.AUDITOR))
    page = client.get("/audit/").content.decode()
    assert "编辑吴" not in page and str(world.other_editor.public_id) in page


def test_a_unit_is_named_in_the_data_and_linked_as_the_object(client, world):
    people.move_unit(
        actor=world.administrator, unit=world.village, parent=world.other_town,
        since=SINCE.replace(month=3),
    )  # fmt: skip
    client.force_login(world.auditor)
    page = client.get("/audit/").content.decode()
    assert f'href="/people/units/{world.village.pk}/"' in page
    assert "上级单位：东山乡" in page and "原来：青河镇" in page


@pytest.mark.parametrize("asked", ["给角色", "people.membership"])
def test_an_action_is_found_by_its_words_and_by_its_code(client, world, given, asked):
    services.record(actor=None, action="foundation.audit.verified")
    client.force_login(world.auditor)
    rows = client.get("/audit/", {"action": asked}).context["rows"]
    assert [row["event"].action for row in rows] == ["people.membership.added"]


def test_the_file_speaks_in_the_same_words(client, world, given):
    client.force_login(world.auditor)
    file = client.get("/audit/events.csv").content.decode("utf-8-sig")
    assert "给角色" in file and "角色：编辑" in file and "people.membership.added" in file


def test_what_nobody_has_words_for_is_shown_as_it_is():
    assert words.action("x.done") == "x.done"
    assert words.kind_of("page:qinghe") == ("页面", "qinghe")
    assert words.kind_of("no.such:1") == ("no.such", "1")
    assert words.kind_of("plain") == ("", "plain")
    assert list(words.details({"odd": [1, 2], "role": "learner"}, {})) == [
        ("odd", "1、2"), ("角色", "学员"),
    ]  # fmt: skip
