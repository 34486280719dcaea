"""When something falls due, by rules that are data."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.plans.domain.dues import (
    Plan,
    Rule,
    Span,
    Standing,
    What,
    dues_of,
    first_day_of,
    lies_in,
    months_after,
    most_behind_first,
    worst,
)
from content.plans.domain.workdays import Calendar

TODAY = date(2026, 11, 30)
WEEKENDS = Calendar()
SINCE = date(2019, 1, 1)
FILING = Rule(1, What.FILING, 20, Span.WORKING_DAY, frozenset({"special"}), SINCE)
RECEIPT = Rule(2, What.RECEIPT, 5, Span.WORKING_DAY, frozenset({"special"}), SINCE)
DISCLOSURE = Rule(3, What.DISCLOSURE, 20, Span.WORKING_DAY, frozenset({"special"}), SINCE)
EVALUATION = Rule(4, What.EVALUATION, 3, Span.YEAR, frozenset({"special"}), SINCE)
DRILL = Rule(5, What.DRILL, 3, Span.YEAR, frozenset({"special"}), SINCE)
RULES = (FILING, RECEIPT, DISCLOSURE, EVALUATION, DRILL)
PLAN = Plan("response", "special", "county", place="999901", formed_on=date(2026, 10, 12))

days = st.dates(date(2019, 1, 1), date(2035, 12, 31))
maybe = st.none() | days
plans = st.builds(
    Plan,
    family=st.sampled_from(["response", "planning"]),
    kind=st.sampled_from(["general", "special", "unit", "five_year"]),
    level=st.sampled_from(["province", "county", "town", "grassroots"]),
    place=st.sampled_from(["", "652701", "652700", "999901"]),
    title=st.sampled_from(["", "青河县地震应急预案", "青河县雨雪冰冻灾害应急预案"]),
    regime=st.sampled_from(["", "work_safety", "dangerous_trade"]),
    in_force=st.booleans(),
    is_public=st.booleans(),
    formed_on=maybe, issued_on=maybe, filed_on=maybe, receipt_on=maybe, disclosed_on=maybe,
    evaluated_on=maybe, drilled_on=maybe, shown_on=maybe, kept_since=maybe, receipted=st.booleans(),
)  # fmt: skip
rules = st.lists(
    st.builds(
        Rule,
        key=st.integers(1, 99),
        what=st.sampled_from(What),
        amount=st.integers(1, 30),
        span=st.sampled_from(Span),
        kinds=st.frozensets(
            st.sampled_from(["general", "special", "unit", "five_year"]), min_size=1
        ),
        valid_from=days,
        valid_to=maybe,
        lowest_level=st.sampled_from(["", "county", "town"]),
        regime=st.sampled_from(["", "work_safety"]),
        place=st.sampled_from(["", "652700", "999901"]),
        named=st.sampled_from([(), ("地震", "防汛抗旱"), ("雨雪",)]),
    ),
    max_size=8,
)


def of(plan, *known, today=TODAY, calendar=WEEKENDS):
    return {due.what: due for due in dues_of(plan, known or RULES, calendar, today)}


@given(plans, rules, days)
def test_a_planning_document_and_a_historic_plan_never_have_a_due(plan, known, today):
    if plan.family == "planning" or not plan.in_force:
        assert dues_of(plan, known, WEEKENDS, today) == ()


@given(plans, rules, days)
def test_each_thing_falls_due_once_and_the_strictest_rule_that_holds_counts(plan, known, today):
    dues = dues_of(plan, known, WEEKENDS, today)
    assert [due.what for due in dues] == [what for what in What if what in {d.what for d in dues}]
    for due in dues:
        assert due.rule in known and plan.kind in due.rule.kinds
        assert not due.rule.named or any(word in plan.title for word in due.rule.named)
        if due.due_on is None:
            is_told = due.what == What.DISCLOSURE and due.done_on is not None
            assert due.standing == (Standing.DONE if is_told else Standing.UNKNOWN)
            continue
        assert due.counted_from < due.due_on
        others = [
            rule.due_after(due.counted_from, WEEKENDS)
            for rule in known
            if rule.what == due.what
            and rule.holds_for(plan, due.counted_from if due.what in (What.FILING,) else today)
        ]
        if due.what in (What.FILING, What.EVALUATION, What.DRILL):
            assert due.due_on == min(others)


@given(plans, rules, days)
def test_what_is_open_is_overdue_exactly_after_its_day(plan, known, today):
    for due in dues_of(plan, known, WEEKENDS, today):
        if due.standing in (Standing.OVERDUE, Standing.SOON, Standing.CALM):
            assert (due.standing == Standing.OVERDUE) == (today > due.due_on)
            assert due.done_on is None
        if due.standing == Standing.LATE:
            assert due.done_on > due.due_on


@given(st.lists(plans, max_size=6), rules, days)
def test_plans_are_ordered_by_what_is_most_behind(many, known, today):
    worsts = [worst(dues_of(plan, known, WEEKENDS, today), today) for plan in many]
    worsts.sort(key=lambda due: most_behind_first(due, today))
    behind = [due.days_behind(today) for due in worsts if due and due.standing == "overdue"]
    assert behind == sorted(behind, reverse=True)
    standings = [list(Standing).index(due.standing) if due else 9 for due in worsts]
    assert standings == sorted(standings)


def test_filing_counts_working_days_after_the_day_of_issue():
    # Monday 12 October 2026; twenty working days later is Monday 9 November.
    assert of(PLAN)[What.FILING].due_on == date(2026, 11, 9)
    assert of(PLAN)[What.FILING].standing == Standing.OVERDUE
    assert of(PLAN)[What.FILING].days_behind(TODAY) == 21


def test_a_filing_before_the_text_went_out_was_of_an_earlier_text():
    earlier = replace(PLAN, filed_on=date(2025, 5, 5))
    assert of(earlier)[What.FILING].standing == Standing.OVERDUE
    filed = replace(PLAN, filed_on=date(2026, 10, 30))
    assert of(filed)[What.FILING].standing == Standing.DONE
    late = replace(PLAN, filed_on=date(2026, 11, 20))
    assert of(late)[What.FILING].standing == Standing.LATE


def test_the_receipt_is_waited_for_only_after_filing():
    assert What.RECEIPT not in of(PLAN)
    filed = replace(PLAN, filed_on=date(2026, 11, 2))
    assert of(filed)[What.RECEIPT].due_on == date(2026, 11, 9)
    assert of(replace(filed, receipted=True))[What.RECEIPT].standing == Standing.DONE


def test_a_plan_that_is_not_public_has_no_disclosure_clock():
    assert What.DISCLOSURE not in of(replace(PLAN, is_public=False))
    assert of(PLAN)[What.DISCLOSURE].due_on == date(2026, 11, 9)


def test_evaluation_and_drill_count_from_the_last_one():
    dues = of(replace(PLAN, evaluated_on=date(2026, 11, 1), drilled_on=date(2024, 2, 29)))
    assert dues[What.EVALUATION].due_on == date(2029, 11, 1)
    assert dues[What.DRILL].due_on == date(2027, 3, 1)


def test_without_a_day_to_count_from_it_says_so():
    unknown = of(replace(PLAN, formed_on=None))
    assert {due.standing for due in unknown.values()} == {Standing.UNKNOWN}


def test_what_was_made_public_is_done_though_nobody_knows_when_it_was_issued():
    told = of(replace(PLAN, formed_on=None, disclosed_on=date(2026, 11, 1)))
    assert told.pop(What.DISCLOSURE).standing == Standing.DONE
    assert {due.standing for due in told.values()} == {Standing.UNKNOWN}


def test_a_rule_holds_from_its_day_on_and_before_its_end():
    ended = replace(FILING, valid_to=date(2026, 10, 12))
    assert What.FILING not in of(PLAN, ended)
    begins = replace(FILING, valid_from=date(2026, 10, 12))
    assert What.FILING in of(PLAN, begins)


def test_a_stricter_local_rule_wins_in_its_place_alone():
    local = replace(DRILL, key=9, amount=1, place="652700")
    assert of(PLAN, DRILL, local)[What.DRILL].rule == DRILL
    there = replace(PLAN, place="652701")
    assert of(there, DRILL, local)[What.DRILL].rule == local


@pytest.mark.parametrize(
    ("code", "place", "inside"),
    [
        ("652701", "652700", True), ("652701100", "652700", True), ("652701", "652701", True),
        ("652702", "652701", False), ("652700", "652701", False), ("520000", "650000", False),
        ("", "650000", False), ("", "", True),
    ],
)  # fmt: skip
def test_a_place_holds_what_lies_in_it(code, place, inside):
    assert lies_in(code, place) is inside


@given(days, st.integers(1, 120))
def test_months_later_is_the_same_day_or_the_last_of_the_month(start, months):
    later = months_after(start, months)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day == start.day or (later + timedelta(days=1)).day == 1


def test_a_plan_of_a_higher_government_is_read_here_and_falls_due_there():
    own = replace(PLAN, formed_on=date(2024, 1, 2))
    assert dues_of(own, RULES, WEEKENDS, TODAY)
    assert dues_of(replace(own, is_own=False), RULES, WEEKENDS, TODAY) == ()


def test_a_dangerous_trade_owes_no_less_than_production_safety_asks():
    two_years = replace(DRILL, amount=2, regime="work_safety")
    plan = replace(PLAN, formed_on=date(2025, 3, 2))
    known = [DRILL, two_years]

    def drill_of(regime):
        dues = dues_of(replace(plan, regime=regime), known, WEEKENDS, TODAY)
        return next(due.due_on for due in dues if due.what == What.DRILL)

    assert drill_of("") == date(2028, 3, 2)
    assert drill_of("work_safety") == drill_of("dangerous_trade") == date(2027, 3, 2)


def test_a_text_older_than_the_rule_is_told_from_when_on_it_holds():
    old = replace(PLAN, formed_on=date(2018, 5, 1))
    for what in (What.FILING, What.RECEIPT, What.DISCLOSURE):
        assert first_day_of(what, old, RULES) == SINCE
        assert first_day_of(what, PLAN, RULES) is None
    assert first_day_of(What.DRILL, old, RULES) is None
    assert first_day_of(What.FILING, replace(old, kind="unit"), RULES) is None
    assert first_day_of(What.FILING, replace(old, formed_on=None), RULES) is None


def test_a_year_that_ends_on_a_holiday_is_over_on_the_working_day_after_it():
    off = frozenset(date(2026, 10, day) for day in range(1, 8))
    calendar = Calendar(off, frozenset({date(2026, 10, 10)}), frozenset({2026}))
    plan = replace(PLAN, drilled_on=date(2025, 10, 1))
    rule = replace(DRILL, amount=1)

    def drill_on(today):
        return dues_of(plan, [rule], calendar, today)[0]

    assert drill_on(date(2026, 10, 2)).due_on == date(2026, 10, 8)
    assert drill_on(date(2026, 10, 8)).standing == Standing.SOON
    assert drill_on(date(2026, 10, 9)).standing == Standing.OVERDUE
