"""Filters of the register: counts that add up, and no choice that leads to nothing."""

from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.facets import FACETS, NONE, Row, counts, kept, places

PATHS = (
    (), ("65",), ("65", "6523"), ("65", "6523", "652301"), ("65", "6523", "652301", "652301001"),
    ("65", "6523", "652302"), ("33",),
)  # fmt: skip
ROWS = st.lists(
    st.builds(
        Row,
        family=st.sampled_from(["response", "planning"]),
        kind=st.sampled_from(["general", "special", "scheme"]),
        level=st.sampled_from(["county", "town"]),
        divisions=st.sampled_from(PATHS),
        hazards=st.frozensets(st.sampled_from(["flood", "fire"])),
    ),
    max_size=12,
)
VALUES = {
    "family": ["response", "planning"],
    "kind": ["general", "special", "scheme"],
    "level": ["county", "town"],
    "division": [NONE, "65", "65.own", "6523", "652301", "652301.own", "652302", "33"],
    "hazard": [NONE, "flood", "fire"],
}
CHOSEN = st.fixed_dictionaries({name: st.sampled_from(["", *VALUES[name]]) for name in FACETS})


@given(ROWS, CHOSEN)
def test_the_counts_of_a_facet_add_up_to_what_the_other_filters_leave(rows, chosen):
    for name in ("family", "kind", "level"):
        but = (name, "kind") if name == "family" else (name,)
        assert counts(rows, name, chosen).total() == len(kept(rows, chosen, but=but))
    others = kept(rows, chosen, but=("hazard",))
    expected = sum(len(row.hazards) or 1 for row in others)
    assert counts(rows, "hazard", chosen).total() == expected


@given(ROWS, CHOSEN)
def test_without_a_chosen_division_its_choices_add_up_too_or_there_are_none(rows, chosen):
    chosen = {**chosen, "division": ""}
    found = places(rows, chosen)
    assert found == [] or sum(one.count for one in found) == len(kept(rows, chosen))
    assert len(found) != 1


@given(ROWS, CHOSEN)
def test_a_choice_leads_to_just_as_many_as_it_says_and_never_to_none(rows, chosen):
    for name in FACETS:
        offered = (
            {one.value: one.count for one in places(rows, chosen)}
            if name == "division"
            else counts(rows, name, chosen)
        )
        for value, number in offered.items():
            dropped = {"kind": ""} if name == "family" else {}
            left = kept(rows, {**chosen, **dropped, name: value})
            assert len(left) == number > 0


@given(ROWS, CHOSEN)
def test_the_chosen_division_stays_in_sight_while_it_has_anything(rows, chosen):
    left = kept(rows, chosen)
    if left and chosen["division"]:
        assert chosen["division"] in {one.value for one in places(rows, chosen)}


def test_the_way_down_leads_from_fork_to_fork():
    rows = [
        Row("response", "special", "county", path)
        for path in (PATHS[3], PATHS[3], PATHS[4], PATHS[5])
    ]

    def offered(division):
        return [(one.value, one.count) for one in places(rows, {"division": division})]

    assert offered("") == [("652301", 3), ("652302", 1)]
    assert offered("652301") == [("652301", 3), ("652301.own", 2), ("652301001", 1)]
    assert offered("652301001") == [("652301", 3), ("652301.own", 2), ("652301001", 1)]
    assert offered("652302") == [("652301", 3), ("652302", 1)]
    assert offered("33") == [("652301", 3), ("652302", 1)]
