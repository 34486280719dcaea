"""The demonstration questions, held against their sources.

A wrong key teaches a wrong action, so every question names a sentence, and the sentence
must stand where the question says it stands.
"""

import re
from collections import Counter
from typing import Any

import pytest

from content.taxonomy.enums import LearningAim
from content.taxonomy.seed import HAZARDS
from quizzes.bank.domain.questions import Content, Key, Option, validate
from quizzes.bank.domain.text import normalise
from tests.samples.demonstration import (
    BY_ID,
    DEMONSTRATION,
    GUIDE,
    QUESTIONS,
    actions,
    clauses,
    document,
    imported,
    phase_of,
)


def of_kind(*kinds: str) -> list[Any]:
    return [pytest.param(q, id=q["id"]) for q in QUESTIONS if q["kind"] in kinds]


def of_source(field: str) -> list[Any]:
    return [pytest.param(q, id=q["id"]) for q in QUESTIONS if field in q["source"]]


def test_there_are_enough_questions_of_every_kind_and_no_id_twice():
    assert len(QUESTIONS) == len(BY_ID) == 42
    assert len({question["stem"] for question in QUESTIONS}) == 42
    kinds = Counter(question["kind"] for question in QUESTIONS)
    least = {"single": 10, "multiple": 7, "true_false": 8, "fill_in": 5}
    assert kinds.keys() == least.keys()
    assert all(kinds[kind] >= count for kind, count in least.items())
    stems = {q["source"]["document"] for q in QUESTIONS if "document" in q["source"]}
    assert stems == {path.stem for path in (DEMONSTRATION / "documents").iterdir()}


@pytest.mark.parametrize("question", of_source("document"))
def test_the_quoted_sentence_stands_once_in_the_clause_named(question):
    source = question["source"]
    assert document(source["document"]).count(source["quote"]) == 1
    assert source["quote"] in clauses(source["document"])[source["clause_number"]]


@pytest.mark.parametrize("question", of_source("document"))
def test_the_importer_puts_the_quote_into_one_clause_under_that_number(question):
    source = question["source"]
    nodes = imported(source["document"])
    holders = [node for node in nodes if source["quote"] in node["text"]]
    assert len(holders) == 1
    node, path = holders[0], []
    while node:
        path.insert(0, node["number"] or "")
        node = nodes[node["parent"]] if node["parent"] is not None else None
    named = source["clause_number"]
    assert named in path if re.fullmatch(r"[\d.]+", named) else "".join(path).startswith(named)


@pytest.mark.parametrize("question", of_source("guide"))
def test_the_quoted_action_stands_in_the_phase_named(question):
    source = question["source"]
    assert source["guide"] == GUIDE["slug"]
    assert source["text"] in actions(phase_of(source["phase"]))


@pytest.mark.parametrize("question", of_kind("single", "multiple", "true_false", "fill_in"))
def test_a_question_is_well_formed_for_the_bank(question):
    kind, key = question["kind"], question["key"]
    options = tuple(Option(o["id"], text=o["text"]) for o in question.get("options", []))
    if kind == "fill_in":
        blanks = key["blanks"]
        options = tuple(Option(f"b{n}", width=6) for n in range(len(blanks)))
        stored = Key(accepted=tuple((o.id, tuple(v)) for o, v in zip(options, blanks, strict=True)))
        for variants in blanks:
            assert len({normalise(variant) for variant in variants}) == len(variants)
    elif kind == "true_false":
        assert "options" not in question and isinstance(key, bool)
        options = (Option("true", text="对"), Option("false", text="错"))
        stored = Key(correct=frozenset({"true" if key else "false"}))
    else:
        assert [option.id for option in options] == list("abcd")
        assert isinstance(key, str if kind == "single" else list)
        stored = Key(correct=frozenset(key))
        assert len(stored.correct) < 4
    validate(Content(kind, question["stem"], options), stored, question["explanation"])
    assert question["aim"] in LearningAim.values
    assert set(question["hazards"]) <= {hazard.slug for hazard in HAZARDS}
    assert question["difficulty"] in {1, 2, 3}


@pytest.mark.parametrize("question", of_source("document"))
def test_a_question_on_a_local_rule_names_the_place_it_holds_for(question):
    assert question["jurisdiction"] == "anlan"
    assert "安澜县" in question["stem"]


@pytest.mark.parametrize("question", of_source("guide"))
def test_a_question_on_the_guide_holds_everywhere(question):
    assert question["jurisdiction"] == ""
    assert "本县" not in question["stem"] + question["explanation"]


@pytest.mark.parametrize("question", of_kind("single", "multiple", "true_false", "fill_in"))
def test_an_explanation_is_short_and_ends_at_the_source(question):
    sentences = [part for part in question["explanation"].split("。") if part]
    assert 2 <= len(sentences) <= 4
    assert sentences[-1].startswith("见")


@pytest.mark.parametrize("question", of_kind("fill_in"))
def test_the_answer_of_a_blank_is_in_the_quoted_sentence(question):
    said = question["source"].get("quote") or question["source"]["text"]
    for variants in question["key"]["blanks"]:
        assert variants[0] in said


@pytest.mark.parametrize("question", of_kind("single", "multiple"))
def test_options_give_nothing_away(question):
    for option in question["options"]:
        assert not re.search(r"以上|都对|都不对|上述", option["text"])


def test_the_right_option_is_neither_the_long_one_nor_always_in_the_same_place():
    singles = [question for question in QUESTIONS if question["kind"] == "single"]
    longest = 0
    for question in singles:
        lengths = {option["id"]: len(option["text"]) for option in question["options"]}
        right = lengths.pop(question["key"])
        longest += right > max(lengths.values())
    assert longest <= len(singles) // 4
    assert max(Counter(question["key"] for question in singles).values()) <= len(singles) // 3
    answers = Counter(q["key"] for q in QUESTIONS if q["kind"] == "true_false")
    assert min(answers[True], answers[False]) >= 3
