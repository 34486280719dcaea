"""What an editor says of the text of a draft: read in at once, kept for every text to come."""

from collections import Counter

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.enums import DraftState
from content.plans.models import Clause, PlanCorrection, PlanVersion, Rereading, TargetDraft
from content.plans.selectors.corrections import corrections_told, stretch_at
from content.plans.services.reading import read_parse
from content.plans.services.storing import anchors_for, store_clauses
from portal.foundation.audit.models import AuditEvent
from portal.foundation.locks import ChangedMeanwhile
from tests.samples.reviewed_plans import published


def at(version, words):
    return version.original.index(words)


def read(version):
    """What the rows of a version say, in reading order."""
    return [
        (
            row.depth, row.kind, row.number, row.heading, row.mark, row.text, row.page,
            row.source_start, row.source_end, row.parent and row.parent.position,
            row.content_hash, sorted(str(r) for r in row.references.all()),
            [(d.position, str(d), d.sentence, d.start, d.end) for d in row.drafts.all()],
            [(c.row, c.column, c.text) for c in row.table.cells.all()]
            if hasattr(row, "table") else None,
        )
        for row in version.clauses.order_by("position")
    ]  # fmt: skip


def anew(version, world):
    """The same text as an import with the same corrections would store it."""
    parsed = read_parse(text=version.original, corrections=corrections_told(version.document))
    other = PlanVersion.objects.create(
        document=version.document, number=99, title="另存", source="pasted",
        original=version.original, content_hash="0" * 64,
    )  # fmt: skip
    store_clauses(version=other, parsed=parsed)
    return other


SAID = [
    ("二、主要任务", {"kind": Says.HEADING, "level": 2}),
    ("（二）工作原则", {"kind": Says.JOIN}),
    ("后实战", {"kind": Says.PARAGRAPH}),
    ("每年3月", {"kind": Says.HEADING, "level": 3}),
    ("（一）编制计划", {"kind": Says.BOUNDARY, "ends": 3}),
    ("文号", {"kind": Says.TEXT}),
    ("为做好演练", {"kind": Says.FIELD, "key": "note"}),
    ("一、总体要求", {"kind": Says.TEXT}),
    ("安澜县人民政府\n2026", {"kind": Says.TEXT}),
    ("安澜县人民政府文件", {"kind": Says.LEFT_OUT}),
    ("（二）评估", {"kind": Says.ANNEX}),
]


@pytest.mark.parametrize(("words", "said"), SAID)
def test_a_corrected_draft_holds_what_an_import_with_the_correction_would(
    draft, world, words, said
):
    before = read(draft)
    services.correct_draft(version=draft, actor=world.editor, at=at(draft, words), **said)
    draft.refresh_from_db()
    assert read(draft) != before or draft.fields != []
    other = anew(draft, world)
    assert read(draft) == read(other)
    assert [(r.kind, r.start) for r in draft.repairs.all()] == [
        (r.kind, r.start) for r in other.repairs.all()
    ]
    assert draft.spans[-1][1] == len(draft.original)


def test_undoing_a_correction_brings_the_draft_back_as_it_was(draft, world):
    before = read(draft)
    for words, said in SAID:
        row = services.correct_draft(version=draft, actor=world.editor, at=at(draft, words), **said)
        assert services.undo_correction(version=draft, actor=world.editor, correction=row)
        assert read(draft) == before, words
        assert not services.undo_correction(version=draft, actor=world.editor, correction=row)
    assert not PlanCorrection.objects.standing().exists()
    assert PlanCorrection.objects.filter(withdrawn_by=world.editor).count() == len(SAID)


def test_a_clause_that_is_read_as_before_keeps_its_row_and_its_anchor(draft, world):
    before = dict(draft.clauses.values_list("anchor", "pk"))
    services.correct_draft(
        version=draft, actor=world.editor, at=at(draft, "后实战"), kind=Says.PARAGRAPH
    )
    after = dict(draft.clauses.values_list("anchor", "pk"))
    assert len(after) == len(before) + 1
    # The clause that was split keeps its anchor on a new row.
    assert Counter(before[a] == after.get(a) for a in before) == {True: len(before) - 1, False: 1}
    assert set(before) < set(after)


def test_where_nothing_is_read_differently_no_earlier_text_is_looked_through(
    draft, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert anchors_for(draft, []) == []


def test_a_decision_on_a_number_stays_when_its_clause_is_cut_elsewhere(draft, world):
    number = TargetDraft.objects.filter(clause__version=draft, sentence__contains="2次").get()
    services.dismiss_drafts(
        drafts=TargetDraft.objects.filter(pk=number.pk), actor=world.editor, reason="是现状"
    )
    services.correct_draft(
        version=draft,
        actor=world.editor,
        at=at(draft, "（一）工作目标"),
        kind=Says.BOUNDARY,
        ends=3,
    )
    draft.refresh_from_db()
    again = TargetDraft.objects.filter(clause__version=draft, value=2).get()
    assert again.clause.heading == ""
    assert (again.state, again.sentence) == (DraftState.DISMISSED, number.sentence)
    services.correct_draft(
        version=draft, actor=world.editor, at=at(draft, "二、主要"), kind=Says.HEADING, level=2
    )
    assert TargetDraft.objects.get(pk=again.pk).state == again.state


def test_the_same_correction_twice_is_one_and_a_later_one_of_a_place_takes_its_place(draft, world):
    place = at(draft, "二、主要")
    for level in (2, 2, 3, 3):
        services.correct_draft(
            version=draft, actor=world.editor, at=place, kind=Says.HEADING, level=level
        )
    assert [row.level for row in PlanCorrection.objects.standing()] == [3]
    events = AuditEvent.objects.filter(action="content.plan.corrected")
    assert events.count() == 2
    # One of another slot stands beside it.
    services.correct_draft(version=draft, actor=world.editor, at=place, kind=Says.BOUNDARY, ends=2)
    assert PlanCorrection.objects.standing().count() == 2


def test_a_page_drawn_before_the_stretch_was_read_differently_is_told(draft, world):
    place = at(draft, "（二）工作原则")
    other = at(draft, "（二）评估")
    state, elsewhere = stretch_at(draft, place).state, stretch_at(draft, other).state
    services.correct_draft(
        version=draft, actor=world.editor, at=place, kind=Says.BOUNDARY, ends=3, state=state
    )
    with pytest.raises(ChangedMeanwhile):
        services.correct_draft(
            version=draft, actor=world.reviewer, at=place, kind=Says.JOIN, state=state
        )
    assert PlanCorrection.objects.count() == 1
    # What another editor did to another clause is in nobody's way.
    services.correct_draft(
        version=draft, actor=world.reviewer, at=other, kind=Says.JOIN, state=elsewhere
    )


def test_what_is_published_stays_and_a_draft_of_its_text_is_corrected_instead(import_small, world):
    version = import_small().version
    with pytest.raises(services.PlanRefused, match="不能改"):
        services.correct_draft(version=version, actor=world.editor, at=0, kind=Says.LEFT_OUT)
    draft = services.draft_of_published(version=version, actor=world.editor)
    assert (draft.number, draft.state, draft.original) == (2, "draft", version.original)
    assert services.draft_of_published(version=version, actor=world.editor).pk == draft.pk
    anchors = set(version.clauses.values_list("anchor", flat=True))
    assert set(draft.clauses.values_list("anchor", flat=True)) == anchors
    before = read(version)
    services.correct_draft(
        version=draft, actor=world.editor, at=at(draft, "后实战"), kind=Says.PARAGRAPH
    )
    assert read(version) == before
    published(draft, world.editor, world.reviewer)
    assert version.document.versions.get(number=2).is_published


def test_the_database_refuses_a_correction_that_says_nothing_whole(draft):
    place = {"document": draft.document, "text": "\n甲\n"}
    for wrong in (
        {"kind": "heading", "slot": "line"},
        {"kind": "text", "slot": "line", "level": 2},
        {"kind": "field", "slot": "line"},
        {"kind": "table", "slot": "table"},
        {"kind": "text", "slot": "line", "key": "note"},
        {"kind": "other", "slot": "line"},
        {"kind": "text", "slot": "other"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanCorrection.objects.create(**place, **wrong)
    PlanCorrection.objects.create(**place, kind="text", slot="line")
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanCorrection.objects.create(**place, kind="join", slot="line")


def test_a_long_draft_is_read_by_the_worker_and_is_not_published_before(
    import_small, world, monkeypatch, small_text
):
    version = import_small(publish=False).version
    monkeypatch.setattr(services.corrections, "READ_AT_ONCE", 10)
    asked = []
    monkeypatch.setattr(services.corrections, "ask_worker", lambda waiting: asked.append(waiting))
    services.correct_draft(
        version=version, actor=world.editor, at=at(version, "后实战"), kind=Says.PARAGRAPH
    )
    services.correct_draft(
        version=version, actor=world.editor, at=at(version, "二、主要"), kind=Says.HEADING, level=2
    )
    assert not version.clauses.filter(text="后实战。").exists()
    with pytest.raises(services.PlanRefused, match="改正还没读完"):
        published(version, world.editor, world.reviewer)
    assert services.read_again(waiting=Rereading.objects.get())
    assert not Rereading.objects.exists()
    assert version.clauses.filter(text="后实战。").exists()
    assert version.clauses.get(heading="主要任务").depth == 1
    published(version, world.editor, world.reviewer)


def test_a_marked_file_is_read_anew_from_its_own_bytes(import_small, world):
    text = (
        "# 安澜县方案\n\n## 总则\n\n为了安全。\n\n### 目的\n\n先报告。再处置。\n\n## 附则\n\n完。\n"
    )
    version = import_small(None, publish=False, data=text.encode(), name="方案.md").version
    assert [c.heading for c in version.clauses.filter(kind="clause")] == ["总则", "目的", "附则"]
    services.correct_draft(
        version=version, actor=world.editor, at=at(version, "再处置"), kind=Says.PARAGRAPH
    )
    assert [c.heading for c in version.clauses.filter(kind="clause")] == ["总则", "目的", "附则"]
    assert version.clauses.filter(kind="paragraph", text="再处置。").exists()
    services.correct_draft(
        version=version, actor=world.editor, at=at(version, "目的"), kind=Says.HEADING, level=1
    )
    assert [c.depth for c in version.clauses.filter(kind="clause")] == [0, 0, 0]


def test_a_correction_writes_as_often_for_many_clauses_as_for_few(import_small, world):
    def writes(count, title):
        lines = [f"第{n}条 应当报告第{n}件事。" for n in range(1, count)]
        version = import_small("\n".join([title, *lines]), publish=False).version
        place = version.original.index("第2条 ")
        with CaptureQueriesContext(connection) as queries:
            services.correct_draft(version=version, actor=world.editor, at=place, kind=Says.JOIN)
        assert Clause.objects.filter(version=version).count() == count - 2
        return len(queries)

    few, many = writes(20, "甲县防汛工作计划"), writes(100, "乙县防汛工作计划")
    assert many <= few + 6


def test_the_document_is_held_before_the_draft_that_is_corrected(import_small, world):
    draft = import_small(publish=False).version
    place = at(draft, "二、主要任务")
    with CaptureQueriesContext(connection) as asked:
        services.correct_draft(version=draft, actor=world.editor, kind=Says.TEXT, at=place)
    held = [
        one["sql"].split('"')[1] for one in asked.captured_queries if one["sql"][:6] == "UPDATE"
    ]
    assert held.index("content_plans_plandocument") < held.index("content_plans_planversion")
