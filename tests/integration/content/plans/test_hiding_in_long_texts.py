"""Hiding a clause of a document with earlier texts keeps nobody waiting for a comparison."""

from content.plans import services
from content.plans.services import reach, visibility

FIRST = "巡查方案\n一、总则\n（一）县水利局每天巡查水库、堤防和泵站，发现险情马上报告县防指。"
SECOND = (
    "巡查方案\n一、总则\n（一）县水利局每天巡查水库、堤防和泵站。\n"
    "（二）发现险情马上报告县防指。"
)  # fmt: skip


def test_published_texts_are_compared_before_the_document_is_held(import_small, monkeypatch):
    older = import_small(FIRST, title="巡查方案", kind="scheme")
    newer = import_small(SECOND, slug=older.document.slug).version
    seen = []
    compared, held = reach._kin, visibility.hold
    monkeypatch.setattr(reach, "_kin", lambda *a: seen.append("compared") or compared(*a))
    monkeypatch.setattr(visibility, "hold", lambda *a, **k: seen.append("held") or held(*a, **k))
    clause = newer.clauses.get(text__startswith="发现险情")
    assert services.set_visibility(clause=clause, visibility="restricted", actor=None)
    assert seen == ["compared", "held"]
    split = older.version.clauses.get(text__contains="发现险情")
    assert split.visibility == "restricted"


def test_a_text_published_meanwhile_is_compared_as_well(import_small, monkeypatch):
    older = import_small(FIRST, title="巡查方案", kind="scheme")
    newer = import_small(SECOND, slug=older.document.slug).version
    monkeypatch.setattr(visibility, "kin_of", lambda document: {})
    clause = newer.clauses.get(text__startswith="发现险情")
    assert services.set_visibility(clause=clause, visibility="restricted", actor=None)
    assert older.version.clauses.get(text__contains="发现险情").visibility == "restricted"
