"""What the demonstration papers ask, and of whom."""

from typing import Any

from portal.operations.demonstration.thread import SCHEMES
from quizzes.bank.enums import Pool
from quizzes.certificates.domain.reserved import reserved_in
from quizzes.papers.domain.assembly import Candidate, Cell, check, total_mark
from quizzes.papers.enums import Purpose
from tests.samples.demonstration import BY_ID, PAPERS, QUESTIONS


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


def test_nothing_on_its_certificates_names_what_others_award():
    for said in SCHEMES.values():
        printed = (said["title"], said["entitles"], paper(said["paper"])["title"])
        assert not any(reserved_in(words) for words in printed)
