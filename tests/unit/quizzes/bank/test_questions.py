"""A badly made question is refused with every fault at once."""

import pytest

from quizzes.bank.domain.feedback import may_release
from quizzes.bank.domain.questions import (
    Content,
    Key,
    Option,
    QuestionNotWellFormed,
    new_option_id,
    validate,
    width_for,
)

GOOD = (Option("a", "蹲下"), Option("b", "快跑"))


def faults(content, key, explanation=""):
    with pytest.raises(QuestionNotWellFormed) as refused:
        validate(content, key, explanation)
    return {(fault.field, fault.code) for fault in refused.value.faults}


def test_a_well_formed_question_passes():
    validate(Content("single", "先做什么？", GOOD), Key(correct=frozenset("a")))
    validate(
        Content("fill_in", "按 ___ 到 ___ 厘米", (Option("x", width=6), Option("y", width=6))),
        Key(accepted=(("x", ("5",)), ("y", ("6",)))),
    )


def test_every_fault_is_named_at_once():
    content = Content("single", " ", (Option("a", ""), Option("a", "快跑")))
    assert faults(content, Key(correct=frozenset("z"))) == {
        ("stem", "empty"),
        ("options", "ids_repeat"),
        ("options", "option_empty"),
        ("key", "not_an_option"),
    }


@pytest.mark.parametrize(
    ("kind", "options", "correct", "fault"),
    [
        ("single", GOOD[:1], "a", ("options", "too_few")),
        ("single", GOOD, "", ("key", "none_correct")),
        ("single", GOOD, "ab", ("key", "several_correct")),
        ("multiple", GOOD, "a", ("key", "one_correct")),
        ("true_false", GOOD, "a", ("options", "not_true_false")),
        ("single", (Option("a", "蹲下"), Option("b", "蹲 下。")), "a", ("options", "options_same")),
        ("single", (Option("a", "长" * 401), GOOD[1]), "b", ("options", "option_too_long")),
        (
            "single",
            tuple(Option(f"o{n}", f"项{n}") for n in range(9)),
            "",
            ("options", "too_many"),
        ),
    ],
)
def test_choices_and_key_have_to_agree(kind, options, correct, fault):
    assert fault in faults(Content(kind, "题干", options), Key(correct=frozenset(correct)))


@pytest.mark.parametrize(
    ("stem", "accepted", "fault"),
    [
        ("没有空", (), ("stem", "no_blank")),
        ("一个 ___ 两个 ___", (("x", ("5",)),), ("blanks", "blank_count")),
        ("一个 ___", (("x", ("。",)),), ("blanks", "no_answer")),
        ("一个 ___", (("x", ("长" * 61,)),), ("blanks", "answer_too_long")),
    ],
)
def test_blanks_and_answers_have_to_agree(stem, accepted, fault):
    content = Content("fill_in", stem, tuple(Option(blank, width=6) for blank, _ in accepted))
    assert fault in faults(content, Key(accepted=accepted))


def test_the_width_of_a_box_is_one_of_three_and_no_exact_hint():
    assert {width_for(["长" * n]) for n in range(60)} == {6, 12, 24}


def test_option_ids_are_short_random_and_say_nothing_of_order():
    ids = [new_option_id() for _ in range(500)]
    assert len(set(ids)) == 500 and {len(each) for each in ids} == {6}


@pytest.mark.parametrize("policy", ["none", "after_submit", "after_close"])
@pytest.mark.parametrize("closed", [False, True])
def test_a_running_attempt_sees_no_key_under_any_policy(policy, closed):
    assert not may_release(policy, submitted=False, closed=closed)


def test_a_submitted_attempt_sees_keys_as_the_policy_says():
    assert may_release("after_submit", submitted=True, closed=False)
    assert not may_release("after_close", submitted=True, closed=False)
    assert may_release("after_close", submitted=True, closed=True)
    assert not may_release("none", submitted=True, closed=True)
