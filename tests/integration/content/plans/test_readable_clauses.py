"""`readable_clauses`: those of published texts, whatever else the document holds."""

import pytest

from content.plans.models import Clause, PlanVersion
from content.plans.selectors.readable import readable_clauses


@pytest.fixture
def versions(import_small, small_text):
    """A text that was replaced, the one in force, and a draft of the next."""
    first = import_small()
    slug = first.document.slug
    second = import_small(small_text.replace("先桌面", "首先桌面"), slug=slug)
    draft = import_small(small_text.replace("先桌面", "起先桌面"), slug=slug, publish=False)
    return first.version, second.version, draft.version


def versions_read_by(person):
    return {clause.version_id for clause in readable_clauses(person)}


def test_clauses_of_drafts_are_no_clauses_of_published_plans(versions, world):
    first, second, _draft = versions
    for person in (world.editor, world.reviewer, world.administrator):
        assert versions_read_by(person) == {first.pk, second.pk}
    assert "起先桌面、后实战。" not in {one.text for one in readable_clauses(world.editor)}


def test_clauses_of_a_version_that_is_still_written_are_none_either(versions, world):
    _first, _second, draft = versions
    PlanVersion.objects.filter(pk=draft.pk).update(ready=False)
    assert draft.pk not in versions_read_by(world.editor)


def test_a_document_that_was_never_published_has_none(import_small, world):
    import_small(publish=False)
    assert Clause.objects.exists() and not readable_clauses(world.editor).exists()
