"""The demonstration guide, course, questions and papers, held against their sources.

A wrong key teaches a wrong action, so every question names a sentence, and the sentence
must stand where the question says it stands.
"""

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from content.plans.domain.pipeline import parse_file
from content.taxonomy.enums import LearningAim
from content.taxonomy.seed import AUDIENCES, HAZARDS
from quizzes.bank.domain.questions import Content, Key, Option, validate
from quizzes.bank.domain.text import normalise
from quizzes.bank.enums import Pool
from quizzes.papers.domain.assembly import Candidate, Cell, check, total_mark
from quizzes.papers.enums import Purpose

ROOT = Path(__file__).resolve().parents[4]
DEMONSTRATION = ROOT / "portal/operations/demonstration"
OUTLINES = ROOT / "tests/data/outlines"
GUIDE_PAGE = ROOT / "docs/content/earthquake-guide.md"
PHASES = ("before", "warning", "during", "after")
SHORT = 24
LINE = 30


def read(name: str) -> dict[str, Any]:
    return json.loads((DEMONSTRATION / "content" / name).read_text(encoding="utf-8"))


GUIDE = read("guide-earthquake.json")
COURSE = read("course-first-response.json")
QUESTIONS = read("questions.json")["questions"]
PAPERS = read("papers.json")["papers"]
BY_ID = {question["id"]: question for question in QUESTIONS}
EXPERTS = json.loads((DEMONSTRATION / "experts.json").read_text(encoding="utf-8"))["experts"]


def of_kind(*kinds: str) -> list[Any]:
    return [pytest.param(q, id=q["id"]) for q in QUESTIONS if q["kind"] in kinds]


def of_source(field: str) -> list[Any]:
    return [pytest.param(q, id=q["id"]) for q in QUESTIONS if field in q["source"]]


def phase_of(key: str) -> dict[str, Any]:
    return next(phase for phase in GUIDE["phases"] if phase["phase"] == key)


def actions(phase: dict[str, Any]) -> list[str]:
    """Texts a question may quote: step titles, dos and don'ts."""
    return [step["title"] for step in phase["steps"]] + phase["dos"] + phase["donts"]


def sourced(phase: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Every sentence of a phase with its codes."""
    found = []
    for step in phase["steps"]:
        found += [(text, step["basis"]) for text in (step["title"], step["detail"])]
        if "more" in step:
            found.append((step["more"], step["basis"]))
    for field in ("dos", "donts"):
        found += zip(phase[field], phase[f"{field}_basis"], strict=True)
    for section in phase["sections"]:
        found += zip(section["items"], section["items_basis"], strict=True)
    return found


def file_of(stem: str) -> Path:
    folder = DEMONSTRATION / "documents"
    return next(path for path in (folder / f"{stem}.md", folder / f"{stem}.txt") if path.exists())


@cache
def document(stem: str) -> str:
    return file_of(stem).read_text(encoding="utf-8")


@cache
def clauses(stem: str) -> dict[str, str]:
    """Clause number → text up to the next clause of the same or a higher level. Arabic
    numbers stand alone (4.1.2); others repeat in every chapter, so they come with their
    path (三、（三）)."""
    text, at = document(stem), 0
    rows = json.loads((OUTLINES / f"{stem}.json").read_text(encoding="utf-8"))["headings"]
    starts = []
    for level, number, title in rows:
        heading = re.compile(
            rf"^[#\s]*{re.escape(number)}\s*{re.escape(title)}(?=[。\s])", re.MULTILINE
        )
        found = heading.search(text, at)
        assert found, (stem, number, title)
        at = found.end()
        starts.append((level, number, found.start()))
    pieces, path = {}, []
    for index, (level, number, start) in enumerate(starts):
        later = (other for rank, _, other in starts[index + 1 :] if rank <= level)
        path = [*path[: level - 1], number]
        key = number if re.fullmatch(r"\d+(\.\d+)*", number) else "".join(path)
        pieces[key] = text[start : next(later, len(text))]
    return pieces


@cache
def imported(stem: str) -> list[dict[str, Any]]:
    """Nodes of the document as the importer sees it."""
    nodes: list[dict[str, Any]] = parse_file(file_of(stem))["nodes"]
    return nodes


# The guide


def test_the_guide_has_four_phases_each_with_a_heading_of_its_own():
    assert tuple(phase["phase"] for phase in GUIDE["phases"]) == PHASES
    assert len({phase["situation"] for phase in GUIDE["phases"]}) == 4
    assert GUIDE["slug"] == GUIDE["hazard"] == "earthquake"
    assert GUIDE["title"] and 40 <= len(GUIDE["search_description"]) <= 120


@pytest.mark.parametrize("key", PHASES)
def test_a_phase_keeps_within_what_a_frightened_reader_can_take_in(key):
    phase = phase_of(key)
    assert 3 <= len(phase["steps"]) <= 7
    assert 1 <= len(phase["dos"]) <= 4 and 1 <= len(phase["donts"]) <= 4
    assert len(phase["situation"]) <= SHORT
    items = [item for section in phase["sections"] for item in section["items"]]
    for text in [*actions(phase), *items]:
        assert 2 <= len(text) <= SHORT, text
        assert not text.endswith("。") and "！" not in text
    for step in phase["steps"]:
        assert len(step["detail"]) <= LINE, step["detail"]
    texts = [*actions(phase), *items]
    assert len(texts) == len(set(texts))


def test_figures_are_arabic():
    said = json.dumps([GUIDE["phases"], GUIDE["audience_notes"]], ensure_ascii=False)
    # 一次 and 几十秒 are words, not counts.
    spelled = (
        r"(?<!几)(?:[二三四五六七八九]十?|十)[一二三四五六七八九]?(?:分钟|小时|秒|级|天|次|处)"
    )
    assert not re.findall(spelled, said)


def test_every_sentence_of_the_guide_names_a_listed_source_of_good_standing():
    codes = {source["code"]: source for source in GUIDE["sources"]}
    assert len(codes) == len(GUIDE["sources"])
    for source in GUIDE["sources"]:
        assert source["confidence"] in {"H", "M", "local"}
        assert re.fullmatch(r"(\d{4}(-\d\d-\d\d)?)?", source["published"]), source["code"]
        assert source["title"] and source["issuer"] and source["read"] and source["supports"]
    rows = [row for phase in GUIDE["phases"] for row in sourced(phase)]
    rows += [(note["what"], note["basis"]) for note in GUIDE["audience_notes"]]
    rows += [(rumour["fact"], rumour["basis"]) for rumour in GUIDE["rumours"]]
    used = set()
    for text, basis in rows:
        named = {code.split(" ")[0] for code in basis}
        settled = {code for code in named if re.fullmatch(r"D[1-7]", code)}
        assert named and named - settled <= codes.keys(), text
        used |= named
    assert codes.keys() <= used


def test_a_clause_of_the_county_that_the_guide_names_exists():
    for phase in GUIDE["phases"]:
        for text, basis in sourced(phase):
            for code in basis:
                if " " in code:
                    stem, number = code.split(" ", 1)
                    assert number in clauses(stem), text


def test_the_page_for_editors_carries_every_sentence_of_the_guide():
    page = " ".join(GUIDE_PAGE.read_text(encoding="utf-8").split())
    for phase in GUIDE["phases"]:
        for text, basis in sourced(phase):
            assert " ".join(text.split()) in page, text
            assert ", ".join(basis) in page
    for left in GUIDE["left_out"]:
        assert left["what"] in page and left["why"] in page


def test_disputed_advice_stays_out():
    advice = [text for phase in GUIDE["phases"] for text, _ in sourced(phase)]
    advice += [note["what"] for note in GUIDE["audience_notes"]]
    advice += [rumour["claim"] + rumour["fact"] for rumour in GUIDE["rumours"]]
    advice += [json.dumps(lesson["body"], ensure_ascii=False) for lesson in COURSE["lessons"]]
    for question in QUESTIONS:
        advice += [question["stem"], question["explanation"]]
        advice += [option["text"] for option in question.get("options", [])]
    for text in advice:
        for word in ("三角", "门框", "卫生间", "逃生绳", "湿布"):
            assert word not in text, text


def test_the_numbers_shown_answer_everywhere():
    assert {phone["number"] for phone in GUIDE["phones"]} == {"120", "119"}
    assert all(phone["label"] for phone in GUIDE["phones"])


def test_the_guide_is_reviewed_by_a_known_expert_for_one_year():
    assert f"expert-{GUIDE['reviewed_by_expert']}" in {expert["key"] for expert in EXPERTS}
    reviewed, due = (date.fromisoformat(GUIDE[k]) for k in ("reviewed_on", "review_due"))
    assert due == reviewed.replace(year=reviewed.year + 1)


def test_a_rumour_is_refuted_by_somebody_on_some_day():
    for rumour in GUIDE["rumours"]:
        assert rumour["verdict"] == "不实"
        assert rumour["claim"] and rumour["issuer"] and rumour["fact"]
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", rumour["date"])


# The course


def test_the_course_has_three_lessons_of_a_length_one_sitting_bears():
    assert len(COURSE["lessons"]) == 3
    total = sum(lesson["minutes"] for lesson in COURSE["lessons"])
    assert COURSE["hours"] * 45 <= total, "a class-hour is 45 minutes"
    assert set(COURSE["aims"]) <= set(LearningAim.values)
    assert set(COURSE["audiences"]) <= {slug for slug, _ in AUDIENCES}
    assert len({lesson["slug"] for lesson in COURSE["lessons"]}) == 3
    for lesson in COURSE["lessons"]:
        words = [part["value"] for part in lesson["body"] if part["type"] != "reference"]
        length = sum(len("".join(value)) for value in words)
        assert 600 <= length <= 1200, (lesson["slug"], length)
        # 300 characters a minute, and as long again for the clauses quoted and a second look.
        assert length / 300 <= lesson["minutes"] <= length / 100, lesson["slug"]
        kinds = {part["type"] for part in lesson["body"]}
        assert kinds == {"markdown", "key_points", "note", "reference"}
        markdown = [p["value"] for p in lesson["body"] if p["type"] == "markdown"]
        assert len(markdown) >= 4 and all(value.startswith("## ") for value in markdown)
        assert lesson["minutes"] > 0


def test_a_lesson_rests_on_known_sources_and_its_references_lead_somewhere():
    known = {source["code"] for source in GUIDE["sources"]}
    known |= {source["code"] for source in COURSE["sources"]} | {f"D{n}" for n in range(1, 8)}
    for lesson in COURSE["lessons"]:
        for part in lesson["body"]:
            if part["type"] != "reference":
                for code in part["basis"]:
                    stem, _, number = code.partition(" ")
                    assert number in clauses(stem) if number else code in known, code
            elif "guide" in part["value"]:
                assert part["value"]["guide"] == GUIDE["slug"]
                assert part["value"]["phase"] in PHASES
            else:
                assert part["value"]["clause_number"] in clauses(part["value"]["document"])


# The questions


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


# The papers


def paper(slug: str) -> dict[str, Any]:
    return next(row for row in PAPERS if row["slug"] == slug)


def test_the_volunteer_paper_asks_twenty_questions_for_a_hundred_marks():
    row = paper("volunteer-theory")
    ids = [entry["question"] for entry in row["questions"]]
    assert len(ids) == len(set(ids)) == 20 and set(ids) <= BY_ID.keys()
    assert sum(entry["mark"] for entry in row["questions"]) == 100
    assert (row["time_limit_minutes"], row["pass_percent"]) == (30, 60)
    assert (row["attempts_allowed"], row["cooldown_days"]) == (3, 0)
    assert (row["purpose"], row["feedback"]) == ("certification", "after_submit")


def test_the_practice_paper_may_be_repeated_for_ever():
    row = paper("earthquake-practice")
    ids = [entry["question"] for entry in row["questions"]]
    assert len(ids) == len(set(ids)) == 6
    assert all("earthquake" in BY_ID[key]["hazards"] for key in ids)
    assert row["purpose"] == "practice"
    assert row["attempts_allowed"] is None and row["time_limit_minutes"] is None


def asked_by(row: dict[str, Any]) -> set[str]:
    """Ids of what a paper asks or may draw."""
    if row["composition"] == "fixed":
        return {entry["question"] for entry in row["questions"]}
    return {q["id"] for q in QUESTIONS if any(drawable(cell, q) for cell in row["cells"])}


def drawable(cell: dict[str, Any], question: dict[str, Any]) -> bool:
    return (
        question["pool"] == Pool.CERTIFICATION
        and cell["aim"] in (None, question["aim"])
        and cell["kind"] == question["kind"]
        and (cell["hazard"] is None or cell["hazard"] in question["hazards"])
    )


def test_nobody_practises_with_a_question_that_certifies():
    asked: dict[str, set[str]] = {pool: set() for pool in Pool.values}
    for row in PAPERS:
        pool = Purpose(row["purpose"]).pool
        asked[pool] |= asked_by(row)
        assert {BY_ID[key]["pool"] for key in asked_by(row)} == {pool}, row["slug"]
    assert not asked["practice"] & asked["certification"]
    assert len(asked["practice"]) >= 6


def test_the_information_officer_paper_draws_from_pools_half_as_large_again():
    row = paper("information-officer-theory")
    numbers = {key: index for index, key in enumerate(BY_ID, start=1)}
    cells = []
    for position, wanted in enumerate(row["cells"], start=1):
        pool = [question for question in QUESTIONS if drawable(wanted, question)]
        assert len(pool) >= 1.5 * wanted["count"], wanted
        candidates = tuple(Candidate(numbers[q["id"]], q["aim"]) for q in pool)
        cells.append(Cell(position, wanted["count"], wanted["mark"], candidates))
    check(cells)
    assert total_mark(cells) == 100
    assert 12 <= sum(cell.count for cell in cells) <= 15
    assert (row["time_limit_minutes"], row["pass_percent"]) == (20, 60)


def test_every_question_is_asked_or_drawable_somewhere():
    assert set().union(*(asked_by(row) for row in PAPERS)) == BY_ID.keys()
