"""The comparison of two versions names what an editor did, on documents read by the importer."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.anchors import ClauseKey, content_hash, match_clauses
from content.plans.domain.changes import ChangeKind, Passage, compare, counts
from content.plans.domain.marks import Mark, marked
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import extract_pasted, parse
from tests.samples.plan_edits import Draft, free_of


def read(draft):
    """What the importer makes of it: keys for `match_clauses`, and passages without anchors."""
    parsed = parse(extract_pasted(draft.text()))
    kept = [at for at, node in enumerate(parsed.nodes) if node.kind != NodeKind.TITLE]
    rows = draft.rows()
    assert len(kept) == len(rows), draft.text()
    names = dict(zip(kept, rows, strict=True))
    keys, passages = [], []
    for at in kept:
        node = parsed.nodes[at]
        path, above = [], at
        while above is not None:
            up = parsed.nodes[above]
            path.insert(0, up.number or up.heading[:30] or up.kind)
            above = up.parent
        keys.append(
            ClauseKey(
                tuple(path), node.heading, content_hash(node.kind, node.heading, node.text),
                node.text, node.kind,
            )
        )  # fmt: skip
        passages.append((names[at], names.get(node.parent), node.number, node.heading, node.text))
    return keys, passages


def passages_of(rows, anchors):
    return [
        Passage(anchors[key], anchors.get(parent), (), number, heading, text)
        for key, parent, number, heading, text in rows
    ]


def compared(old, new):
    """Changes with the editor's keys: old and new document through the importer's anchors."""
    (old_keys, old_rows), (new_keys, new_rows) = old, new
    before = {row[0]: f"o{row[0]}" for row in old_rows}
    after = {}
    for row, found in zip(new_rows, match_clauses(old_keys, new_keys), strict=True):
        after[row[0]] = f"n{row[0]}" if found is None else before[old_rows[found][0]]
    names_before = {anchor: key for key, anchor in before.items()}
    names_after = {anchor: key for key, anchor in after.items()}
    return [
        (
            change.kind,
            tuple(names_before[p.anchor] for p in change.before),
            tuple(names_after[p.anchor] for p in change.after),
        )
        for change in compare(passages_of(old_rows, before), passages_of(new_rows, after))
    ]


def edited_document(seed):
    """Two versions and what was done between them."""
    draft = Draft(seed)
    old = read(draft)
    used, done = set(), []
    names = draft.rng.sample(["mend", "split", "join", "move", "delete"], draft.rng.randint(1, 3))
    if draft.rng.random() < 0.5:
        done += draft.insert_chapter()
        used.update(key for _kind, _before, after in done for key in after)
    for name in names:
        try:
            done += getattr(draft, name)(free_of(draft, used))
        except LookupError:
            continue
    return old, read(draft), done


DOCUMENTS = 120


def test_the_comparison_names_exactly_what_was_done_to_generated_documents():
    kinds, right, wrong = Counter(), 0, []
    for seed in range(DOCUMENTS):
        old, new, done = edited_document(seed)
        found = compared(old, new)
        kinds.update(kind for kind, _before, _after in done)
        if Counter(found) == Counter(done):
            right += 1
        else:
            wrong.append((seed, found, done))
    assert set(kinds) == set(ChangeKind)
    assert right >= DOCUMENTS * 0.98, wrong


def flat(*texts, start=1):
    return [
        Passage(text[:4], None, (), f"{number}.", "", text)
        for number, text in enumerate(texts, start=start)
    ]


def test_a_mere_renumbering_is_no_change():
    texts = ["第一句说明报告时限。", "第二句说明转移次序。"]
    assert compare(flat(*texts), flat(*texts, start=5)) == []


def test_of_neighbours_that_changed_places_one_is_named():
    old = flat("甲报告时限。", "乙转移次序。", "丙储备物资。")
    changes = compare(old, [old[1], old[0], old[2]])
    assert [change.kind for change in changes] == [ChangeKind.MOVED]
    assert changes[0].after[0].anchor in {"甲报告时", "乙转移次"}


def test_a_clause_taken_to_the_end_moved_and_nothing_else():
    old = flat("甲报告时限。", "乙转移次序。", "丙储备物资。", "丁开展演练。")
    changes = compare(old, [*old[1:], old[0]])
    assert [(change.kind, change.after[0]) for change in changes] == [(ChangeKind.MOVED, old[0])]


def test_what_lies_below_a_moved_clause_did_not_move_itself():
    old = [
        Passage("甲", None, (), "一、", "组织机构", ""),
        Passage("乙", None, (), "二、", "信息报告", ""),
        Passage("丙", "甲", (), "（一）", "职责", "县应急管理局组织演练。"),
        Passage("丁", "丙", (), "1．", "", "每年演练两次。"),
    ]
    new = [
        old[0],
        old[1],
        Passage("丙", "乙", (), "（一）", "职责", "县应急管理局组织演练。"),
        old[3],
    ]
    changes = compare(old, new)
    assert [(c.kind, c.after[0].anchor) for c in changes] == [(ChangeKind.MOVED, "丙")]


def test_a_clause_that_was_rewritten_elsewhere_is_an_edit_and_no_loss():
    old = [Passage("旧", None, (), "三、", "", "险情发生后十五分钟内报告乡镇人民政府。")]
    new = [Passage("新", None, (), "五、", "", "险情发生后三十分钟内报告乡镇人民政府。")]
    (change,) = compare(old, new)
    assert (change.kind, change.moved) == (ChangeKind.EDITED, True)


def test_a_split_into_three_and_a_join_of_three_are_each_one_change():
    parts = [
        "巡查人员发现险情立即报告。",
        "乡镇组织低洼村组转移群众。",
        "县水利局派出技术人员指导。",
    ]
    whole = [Passage("总", None, (), "1.", "", "".join(parts))]
    pieces = [Passage(f"分{n}", None, (), f"{n}.", "", text) for n, text in enumerate(parts)]
    (split,) = compare(whole, pieces)
    assert (split.kind, len(split.before), len(split.after)) == (ChangeKind.SPLIT, 1, 3)
    (joined,) = compare(pieces, whole)
    assert (joined.kind, len(joined.before), len(joined.after)) == (ChangeKind.JOINED, 3, 1)


def test_what_is_gone_stands_where_it_stood():
    old = flat("甲报告时限。", "乙转移次序。", "丙储备物资。")
    new = [old[0], Passage("戊", None, (), "2.", "", "戊是新的一条。"), old[2]]
    assert [change.kind for change in compare(old, new)] == [ChangeKind.GONE, ChangeKind.ADDED]


def test_changes_are_counted_by_kind():
    old = flat("甲报告时限。", "乙转移次序。")
    new = [old[0], *flat("丙储备物资。", "丁开展演练。")]
    assert counts(compare(old, new)) == {ChangeKind.ADDED: 2, ChangeKind.GONE: 1}


def test_marks_show_the_number_that_changed_and_not_the_digits_of_it():
    pieces = marked("每年至少演练2次，15日内报告。", "每年至少演练3次，20日内报告。")
    assert [(p.mark, p.text) for p in pieces if p.mark is not Mark.SAME] == [
        (Mark.GONE, "2"), (Mark.CAME, "3"), (Mark.GONE, "15"), (Mark.CAME, "20"),
    ]  # fmt: skip


PROSE = st.text(st.sampled_from("甲乙丙丁。，；\n12a "), max_size=80)


@given(PROSE, PROSE)
def test_marks_hold_both_texts_whole(before, after):
    pieces = marked(before, after)
    assert "".join(p.text for p in pieces if p.mark is not Mark.CAME) == before
    assert "".join(p.text for p in pieces if p.mark is not Mark.GONE) == after
    assert all(a.mark != b.mark for a, b in pairwise(pieces))


@pytest.mark.parametrize("size", [3000])
def test_a_long_text_rewritten_as_a_whole_is_marked_as_a_whole(size):
    pieces = marked("甲" * size, "乙" * size)
    assert [p.mark for p in pieces] == [Mark.GONE, Mark.CAME]
