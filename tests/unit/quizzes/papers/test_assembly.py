"""Drawing a paper: same seed same paper, no question twice, shortages named."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.papers.domain.assembly import (
    Candidate,
    Cell,
    Choice,
    PoolTooSmall,
    assemble,
    check,
    keeps_its_place,
    total_mark,
)
from quizzes.papers.domain.grading import Result, counting


def candidate(number, pinned=False):
    choices = (Choice("a"), Choice("b"), Choice("c"), Choice("d", pinned=pinned))
    return Candidate(number, "avoidance", choices)


def cell(position, count, pool):
    return Cell(position, count, Decimal(2), tuple(candidate(number) for number in pool))


pools = st.lists(
    st.tuples(st.integers(1, 4), st.sets(st.integers(0, 9), max_size=8)), min_size=1, max_size=5
)


def draw(cells, seed):
    return assemble(cells, seed=seed, shuffle_questions=True, shuffle_options=True)


@given(shape=pools, seed=st.integers(0, 2**62))
def test_a_paper_fills_every_cell_with_different_questions_or_says_which_cannot(shape, seed):
    cells = [cell(n, count, sorted(pool)) for n, (count, pool) in enumerate(shape, start=1)]
    try:
        slots = draw(cells, seed)
    except PoolTooSmall as error:
        missing = sum(shortage.need - shortage.have for shortage in error.shortages)
        best = _largest_matching(shape)
        assert sum(count for count, _pool in shape) - missing == best
        return
    ids = [slot.version_id for slot in slots]
    assert len(ids) == len(set(ids)) == sum(count for count, _pool in shape)
    assert [slot.number for slot in slots] == list(range(1, len(slots) + 1))
    assert sum(slot.mark for slot in slots) == total_mark(cells)
    assert draw(cells, seed) == slots


def _largest_matching(shape):
    """By trying every place in turn, the textbook way."""
    places = [pool for count, pool in shape for _ in range(count)]
    holder = {}

    def seat(place, seen):
        for question in places[place]:
            if question not in seen:
                seen.add(question)
                if question not in holder or seat(holder[question], seen):
                    holder[question] = place
                    return True
        return False

    return sum(seat(place, set()) for place in range(len(places)))


@given(shape=pools)
def test_whether_a_paper_can_be_drawn_does_not_hang_on_the_seed(shape):
    cells = [cell(n, count, sorted(pool)) for n, (count, pool) in enumerate(shape, start=1)]
    outcomes = set()
    for seed in range(5):
        try:
            draw(cells, seed)
            outcomes.add(True)
        except PoolTooSmall:
            outcomes.add(False)
    assert len(outcomes) == 1
    try:
        check(cells)
        assert outcomes == {True}
    except PoolTooSmall:
        assert outcomes == {False}


def test_a_greedy_draw_does_not_starve_a_later_cell():
    cells = [cell(1, 1, [1, 2]), cell(2, 1, [1])]
    for seed in range(50):
        assert sorted(slot.version_id for slot in draw(cells, seed)) == [1, 2]


def test_a_shortage_says_which_cell_how_many_there_are_and_how_many_are_asked():
    with pytest.raises(PoolTooSmall) as refused:
        check([cell(1, 2, [1, 2]), cell(2, 3, [3])])
    assert [(s.position, s.have, s.need) for s in refused.value.shortages] == [(2, 1, 3)]


def test_other_seeds_give_other_papers():
    cells = [cell(1, 5, range(10))]
    assert len({tuple(slot.version_id for slot in draw(cells, seed)) for seed in range(30)}) > 20


@given(seed=st.integers(0, 10_000))
def test_options_are_shuffled_but_the_one_about_all_others_stays_last(seed):
    pinned = Cell(1, 1, Decimal(1), (candidate(1, pinned=True),))
    (slot,) = draw([pinned], seed)
    assert slot.option_order[-1] == "d" and sorted(slot.option_order) == ["a", "b", "c", "d"]


def test_true_and_false_are_never_swapped():
    fixed = Candidate(1, "avoidance", (Choice("true"), Choice("false")), shuffles=False)
    for seed in range(20):
        (slot,) = draw([Cell(1, 1, Decimal(1), (fixed,))], seed)
        assert slot.option_order == ("true", "false")


@pytest.mark.parametrize(
    ("text", "keeps"),
    [("以上都对", True), ("上述全是", True), ("以上各项均不正确", True), ("以上海为例", False)],
)
def test_an_option_about_the_others_is_recognised(text, keeps):
    assert keeps_its_place(text) is keeps


def test_the_counting_result_follows_the_policy():
    results = [
        Result(1, Decimal(70), False),
        Result(2, Decimal(90), True),
        Result(3, Decimal(90), True),
        Result(4, Decimal(60), False),
    ]
    assert counting(results, "highest").number == 2
    assert counting(results, "latest").number == 4
    assert counting(results, "first").number == 1
