"""Readers get the clauses of plans by one way, which asks who they are."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLANS = ROOT / "content" / "plans"
FROM_THE_TABLES = re.compile(
    r"\.clauses\b|\b(?:Clause|ClauseTable|TableCell|Reference|Repair)\.objects\b"
)
THE_WAY = "selectors/readable.py"
MAKERS = {
    "report.py": "the proof, for those who edit or publish the plan",
    "search.py": "one document a clause, with the grants of its grade",
    "selectors/anchored.py": "keys: shown only where it asks for the grade",
    "selectors/corrections.py": "the places of a draft, for its editors",
    "selectors/distinctions.py": "names of drafts, for those who edit them",
    "selectors/goals.py": "sentences to be measured, for those who draw targets of the plan",
    "selectors/hidden.py": "what is hidden, for those who judge it",
    "selectors/lists.py": "lists with their hashes; readers' rows by `shown_to`",
    "selectors/progress.py": "what an entry may be about, for those who write it",
    "selectors/task_proposals.py": "what reads like a task, for those who edit the plan",
    "views/visibility.py": "one clause, for those who say who reads it",
}
"""Rooms that nobody enters without the right to edit or publish the plan, and why."""


def test_whoever_shows_a_clause_takes_it_from_the_readable_text():
    rooms = [
        *PLANS.glob("*.py"), *(PLANS / "selectors").glob("*.py"), *(PLANS / "views").glob("*.py"),
    ]  # fmt: skip
    found = {
        str(path.relative_to(PLANS))
        for path in rooms
        if FROM_THE_TABLES.search(
            re.sub(
                r"\b(?:text|readable|item|reading|self|too_long|review)\.clauses\b",
                "",
                path.read_text(),
            )
        )
    }
    assert found - {THE_WAY} - MAKERS.keys() == set(), "take it from `selectors.readable`"
    assert MAKERS.keys() - found == set(), "no longer needs an exception"


def test_apps_above_the_plans_read_no_clause_from_the_tables():
    above = [*(ROOT / "quizzes").rglob("*.py"), *(ROOT / "portal").rglob("*.py")]
    demonstration = ROOT / "portal" / "operations" / "demonstration"
    found = {
        str(path.relative_to(ROOT))
        for path in above
        if "content.plans" in path.read_text()
        and demonstration not in path.parents
        and FROM_THE_TABLES.search(path.read_text())
    }
    assert found == set()
