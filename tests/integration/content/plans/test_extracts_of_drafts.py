"""What is read out of a long draft, for who makes and reviews it: it falls with each correction."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.domain.kept import load
from content.plans.enums import Visibility
from content.plans.models import Extract, ExtractedRole, Rereading
from content.plans.selectors import responses, roles, situations
from content.plans.services import extracts, make_extracts
from content.plans.services.visibility import set_visibility
from tests.samples.reviewed_plans import published
from tests.samples.who_acts import at

TEXT = (
    "安澜县防汛应急预案\n\n1 总则\n\n为了防汛。\n\n2 处置\n\n"
    "发现管涌的，县水利局立即到场。县赤霄局负责记录。\n"
)


@pytest.fixture
def draft(import_small):
    return import_small(TEXT, publish=False).version


def page(client, draft, name="roles"):
    return client.get(reverse(f"plans_desk:{name}", args=[draft.pk])).content.decode()


def refuse(*_args, **_named):
    raise AssertionError("read anew")


def test_the_previews_say_the_same_from_it_and_read_nothing(client, world, draft, monkeypatch):
    client.force_login(world.editor)
    names = ("roles", "situations", "levels")
    before = [page(client, draft, name) for name in names]
    assert extracts.read_draft(draft) == 1 and extracts.read_draft(draft) == 0
    for module, read in (
        (roles, "actors_of"), (situations, "situations_of"), (responses, "ladders_of"),
    ):  # fmt: skip
        monkeypatch.setattr(module, read, refuse)
    assert [page(client, draft, name) for name in names] == before
    assert not ExtractedRole.objects.exists()


def test_a_correction_takes_it_away_and_the_worker_reads_the_corrected_text(
    client, world, draft, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(extracts, "_LONG", 10)
    client.force_login(world.editor)
    extracts.read_draft(draft)
    assert "赤霄" in page(client, draft)
    with django_capture_on_commit_callbacks(execute=True):
        services.correct_draft(
            version=draft, actor=world.editor, at=at(draft, "县赤霄局"), kind=Says.NO_ACTOR,
            name="县赤霄局",
        )  # fmt: skip
    assert "赤霄" not in page(client, draft)
    assert Extract.objects.filter(version=draft).count() == 1


def test_nothing_is_kept_of_a_text_that_is_corrected_meanwhile(world, draft, monkeypatch):
    real = extracts.read_ladders
    said = []

    def correct_first(text):
        if not said:
            said.append(1)
            services.correct_draft(
                version=draft, actor=world.editor, at=at(draft, "县赤霄局"), kind=Says.NO_ACTOR,
                name="县赤霄局",
            )  # fmt: skip
        return real(text)

    monkeypatch.setattr(extracts, "read_ladders", correct_first)
    assert extracts.read_draft(draft) == 1
    held = Extract.objects.get(version=draft)
    assert [one.name for one in load(bytes(held.actors))[:-1]] == ["县水利局"]


def test_none_is_made_while_corrections_wait(world, draft, monkeypatch):
    monkeypatch.setattr(services.corrections, "READ_AT_ONCE", 10)
    monkeypatch.setattr(services.corrections, "ask_worker", lambda waiting: None)
    services.correct_draft(
        version=draft, actor=world.editor, at=at(draft, "县赤霄局"), kind=Says.NO_ACTOR,
        name="县赤霄局",
    )  # fmt: skip
    assert extracts.read_draft(draft) == 0
    assert services.read_again(waiting=Rereading.objects.get())
    assert extracts.read_draft(draft) == 1


def test_who_reads_less_of_a_draft_reads_no_word_of_it_from_there(client, world, draft):
    extracts.read_draft(draft)
    (clause,) = draft.clauses.filter(text__contains="赤霄")
    set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    held = Extract.objects.filter(version=draft)
    text = extracts.ReadableText(draft, extracts._READERS[1])
    assert not held.filter(omits=text.omits()).exists()
    assert "赤霄" not in str(roles.cast_of(text))
    extracts.read_draft(draft)
    assert "赤霄" not in str(roles.cast_of(text))


def test_publishing_another_version_keeps_it_and_publishing_it_makes_another(
    world, draft, import_small
):
    later = import_small(
        TEXT.replace("负责记录", "负责值班"), publish=False, slug=draft.document.slug
    )
    extracts.read_draft(later.version)
    published(draft, world.editor, world.reviewer)
    make_extracts(draft.document)
    assert set(Extract.objects.values_list("version", flat=True)) == {draft.pk, later.version.pk}
    published(later.version, world.editor, world.reviewer)
    later.document.refresh_from_db()
    make_extracts(later.document)
    assert [one.version_id for one in Extract.objects.all()] == [later.version.pk]
    assert ExtractedRole.objects.exists() and extracts.read_draft(later.version) == 0
