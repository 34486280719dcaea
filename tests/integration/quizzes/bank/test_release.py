"""One door to the keys, and who stands before it."""

import re
from pathlib import Path

import pytest

from quizzes.bank import release
from tests.samples.questions import create

ROOT = Path(__file__).resolve().parents[4]


def test_only_the_release_module_reads_answer_keys():
    allowed = {
        "quizzes/bank/models.py",
        "quizzes/bank/release.py",
    }
    readers = set()
    for group in ("quizzes", "content", "portal", "search", "themes"):
        for path in (ROOT / group).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and re.search(
                r"\bAnswerKey\b|\banswerkey\b", path.read_text()
            ):
                readers.add(name)
    assert readers == allowed | ({"quizzes/bank/guards.py"} & readers)


@pytest.mark.django_db
def test_an_editor_of_another_unit_gets_no_key(world):
    version = create(world).versions.get()
    with pytest.raises(release.KeyWithheld):
        release.key_for_editor(version, editor=world.other_editor)
    assert release.key_for_editor(version, editor=world.editor).correct
