"""Publishing compares whole texts before it holds the document, and again where they changed."""

from django.db import connection

from content.pages import anchors
from content.plans import services
from content.plans.services import comparing, publishing, reach

FIRST = "巡查方案\n一、总则\n（一）县水利局每天巡查水库、堤防和泵站，发现险情马上报告县防指。"
SECOND = (
    "巡查方案\n一、总则\n（一）县水利局每天巡查水库、堤防和泵站。\n"
    "（二）发现险情马上报告县防指。"
)  # fmt: skip


def hidden_draft(import_small):
    """A second text, not published, one clause of which was split from the first and is hidden."""
    older = import_small(FIRST, title="巡查方案", kind="scheme")
    draft = import_small(SECOND, slug=older.document.slug, publish=False).version
    clause = draft.clauses.get(text__startswith="发现险情")
    services.set_visibility(clause=clause, visibility="restricted", actor=None)
    return older.version, draft


def grade(version):
    return version.clauses.get(text__contains="发现险情").visibility


def _heard(name, run, seen, inside):
    def heard(*args, **options):
        seen.append((name, connection.savepoint_ids == inside))
        return run(*args, **options)

    return heard


def test_texts_are_compared_before_the_transaction(import_small, monkeypatch):
    older, draft = hidden_draft(import_small)
    inside = connection.savepoint_ids[:]
    seen = []
    for room, name in ((reach, "_kin"), (comparing, "changed_keys"), (publishing, "hold")):
        monkeypatch.setattr(room, name, _heard(name, getattr(room, name), seen, inside))
    services.publish_version(version=draft, actor=None)
    assert [one for one in seen if one[0] != "hold"] == [("changed_keys", True), ("_kin", True)]
    assert seen[-1] == ("hold", False)
    assert grade(older) == "restricted"


def test_what_changed_after_it_was_compared_is_compared_anew(import_small):
    older, draft = hidden_draft(import_small)
    ahead = comparing.look_ahead(draft)
    told = []

    def listen(key, **_rest):
        told.append(key)

    clause = draft.clauses.get(text__contains="每天巡查")
    draft.clauses.filter(pk=clause.pk).update(text="县水利局看水库。", content_hash="0" * 64)
    stale = comparing.Ahead(ahead.read, (), {})
    anchors.changed.connect(listen)
    services.publish_version(version=draft, actor=None, ahead=stale)
    anchors.changed.disconnect(listen)
    assert clause.key in told
    assert grade(older) == "restricted"


def test_what_stands_as_it_was_compared_is_not_compared_again(import_small, monkeypatch):
    _older, draft = hidden_draft(import_small)
    ahead = comparing.look_ahead(draft)
    for room in (reach, publishing):
        monkeypatch.setattr(room, "_kin" if room is reach else "changed_keys", None)
    services.publish_version(version=draft, actor=None, ahead=ahead)
    draft.document.refresh_from_db()
    assert draft.document.current_version_id == draft.pk
