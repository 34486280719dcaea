"""The demonstration guide: short enough to take in, and every sentence with its source."""

import json
import re
from datetime import date

import pytest

from tests.samples.demonstration import (
    COURSE,
    EXPERTS,
    GUIDE,
    PHASES,
    QUESTIONS,
    ROOT,
    actions,
    clauses,
    phase_of,
    sourced,
)

GUIDE_PAGE = ROOT / "docs/content/earthquake-guide.md"
SHORT = 24
LINE = 30


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


@pytest.mark.parametrize("key", PHASES)
def test_every_phase_names_the_earthquake_and_the_people_to_think_of(key):
    assert "地震" in phase_of(key)["situation"]
    notes = [note for note in GUIDE["audience_notes"] if key in note["phases"]]
    assert notes
    # What begins when the shaking ends is not told while it shakes.
    assert key == "after" or not any("震停" in note["what"] for note in notes)


def test_whoever_leaves_first_is_on_the_ground_floor_in_school_as_at_home():
    school = next(s for s in phase_of("during")["sections"] if s["title"] == "在学校")
    (leaving,) = (item for item in school["items"] if "老师撤" in item)
    assert all(words in leaving for words in ("平房或一层", "不抗震", "几秒", "空旷处"))
    # On paper the steps come first: the exception stands in no step.
    steps = json.dumps(phase_of("during")["steps"], ensure_ascii=False)
    assert "平房" not in steps


def test_a_prohibition_reads_right_without_its_heading():
    for phase in GUIDE["phases"]:
        assert all("不" in text for text in phase["donts"])


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
