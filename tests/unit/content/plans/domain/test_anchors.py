"""A clause keeps its anchor through renumbering, edits, moves, splits and insertions."""

import random

from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.anchors import ClauseKey, content_hash, match_clauses
from content.plans.domain.paging import PAGE_BUDGET, page_numbers


def key(path, heading, text):
    return ClauseKey(tuple(path.split("/")), heading, content_hash("clause", heading, text), text)


OLD = [
    key("一、/1.", "报告时限", "村委会应当在15分钟内报告乡镇人民政府。"),
    key("一、/2.", "先期处置", "立即组织群众转移，先老人儿童后其他人员。"),
    key("二、/1.", "应急演练", "县人民政府每年至少组织2次综合应急演练。"),
    key("二、/2.", "宣传教育", "在防灾减灾日开展宣传。"),
]


def test_a_chapter_in_front_moves_all_numbers_and_no_anchor():
    new = [key("一、/1.", "总则", "为了安全。")] + [
        ClauseKey((f"{'二三'[i // 2]}、", c.path[1]), c.heading, c.hash, c.text)
        for i, c in enumerate(OLD)
    ]
    assert match_clauses(OLD, new) == [None, 0, 1, 2, 3]


def test_a_mended_word_keeps_the_anchor():
    new = [*OLD]
    new[0] = key("一、/1.", "报告时限", "村委会应当在20分钟内报告乡镇人民政府。")
    assert match_clauses(OLD, new) == [0, 1, 2, 3]


def test_a_wholly_new_text_in_the_same_place_is_a_new_clause():
    new = [*OLD]
    new[1] = key("一、/2.", "物资储备", "储备帐篷、棉被、饮用水和发电机若干。")
    assert match_clauses(OLD, new) == [0, None, 2, 3]


def test_a_moved_clause_takes_its_anchor_along():
    assert match_clauses(OLD, [OLD[2], OLD[0], OLD[1], OLD[3]]) == [2, 0, 1, 3]


def test_of_a_split_clause_the_greater_part_keeps_the_anchor():
    new = [
        OLD[0],
        key("一、/2.", "先期处置", "立即组织群众转移，先老人儿童。"),
        key("一、/3.", "其他", "后其他人员。"),
        *OLD[2:],
    ]
    assert match_clauses(OLD, new) == [0, 1, None, 2, 3]


def test_equal_clauses_are_matched_in_order_and_none_twice():
    same = [key(f"{n}.", "", "略。") for n in range(5)]
    assert match_clauses(same, same[:3]) == [0, 1, 2]
    assert match_clauses(same[:3], same) == [0, 1, 2, None, None]


@given(st.integers(0, 2**32))
def test_no_anchor_is_ever_given_twice(seed):
    rng = random.Random(seed)
    old = [
        key(f"{n}.", rng.choice("甲乙"), rng.choice(["略。", "甲乙丙。", "甲乙丁。"]))
        for n in range(8)
    ]
    new = [
        key(f"{n}.", rng.choice("甲乙"), rng.choice(["略。", "甲乙丙。", "甲乙戊。"]))
        for n in range(8)
    ]
    used = [at for at in match_clauses(old, new) if at is not None]
    assert len(used) == len(set(used))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9000)), max_size=60))
def test_pages_count_up_without_gaps_and_stay_within_budget(clauses):
    depths, lengths = [c[0] for c in clauses], [c[1] for c in clauses]
    pages = page_numbers(depths, lengths)
    assert pages == sorted(pages)
    assert set(pages) == set(range(1, max(pages, default=0) + 1))
    for page in set(pages):
        sizes = [3 * n + 550 for n, p in zip(lengths, pages, strict=True) if p == page]
        assert len(sizes) == 1 or sum(sizes) <= PAGE_BUDGET
