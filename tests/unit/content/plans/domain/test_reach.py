"""Who reads a clause: the strictest of its own grade and those above, and pages without gaps."""

from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.paging import page_numbers
from content.plans.domain.reach import Grade, effective, is_stricter, pages, strictest

grades = st.sampled_from(list(Grade))


@st.composite
def trees(draw):
    """Parents before children, a depth for each, and grades given to some."""
    size = draw(st.integers(1, 30))
    parents: list[int | None] = [None]
    for at in range(1, size):
        parents.append(draw(st.none() | st.integers(0, at - 1)))
    own = draw(st.dictionaries(st.integers(0, size - 1), grades, max_size=6))
    lengths = draw(st.lists(st.integers(0, 9_000), min_size=size, max_size=size))
    return parents, own, lengths


def depths_of(parents):
    depths: list[int] = []
    for above in parents:
        depths.append(0 if above is None else depths[above] + 1)
    return depths


@given(trees())
def test_nothing_is_read_by_more_people_than_what_it_stands_under(tree):
    parents, own, _lengths = tree
    found = effective(parents, own)
    for at, above in enumerate(parents):
        assert not is_stricter(own.get(at, Grade.PUBLIC), found[at])
        if above is not None:
            assert not is_stricter(found[above], found[at])
        if found[at] != Grade.PUBLIC:
            given_somewhere = [own[at]] if at in own else []
            inherited = [found[above]] if above is not None else []
            assert found[at] == strictest([*given_somewhere, *inherited])


@given(trees())
def test_no_page_is_empty_for_a_stranger_and_pages_do_not_tell_of_what_is_hidden(tree):
    parents, own, lengths = tree
    depths, found = depths_of(parents), effective(parents, own)
    numbers = pages(depths, lengths, found)
    assert numbers == sorted(numbers)
    public = [at for at, grade in enumerate(found) if grade == Grade.PUBLIC]
    if not public:
        assert numbers == page_numbers(depths, lengths)
        return
    shown = [numbers[at] for at in public]
    assert set(shown) == set(range(1, max(numbers) + 1))
    alone = page_numbers([depths[at] for at in public], [lengths[at] for at in public])
    assert shown == alone


@given(st.lists(grades))
def test_the_strictest_of_some_is_one_of_them_and_of_none_is_public(some):
    found = strictest(some)
    assert found in some if some else found == Grade.PUBLIC
    assert not any(is_stricter(one, found) for one in some)
