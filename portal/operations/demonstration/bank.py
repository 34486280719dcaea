"""Questions and papers of 安澜县, each question drawn from a clause or a paragraph."""

import json
from decimal import Decimal
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from content.taxonomy.models import Hazard
from portal.operations.demonstration import FOLDER, county, library, pages
from portal.people.models import Division, Unit, User
from quizzes.bank import services as bank
from quizzes.bank.domain.questions import (
    FALSE_ID,
    TRUE_ID,
    Key,
    Option,
    new_option_id,
    width_for,
)
from quizzes.bank.models import Question
from quizzes.papers import services as papers
from quizzes.papers.models import Assessment

NAME: Final = "anlan-demonstration"


def _read(name: str) -> Any:
    return json.loads((FOLDER / "content" / name).read_text(encoding="utf-8"))


def _creation_key(identifier: str) -> Any:
    """Equal for equal ids, so that a repeated run finds the question of the first."""
    return uuid5(NAMESPACE_URL, f"{NAME}/{identifier}")


def load_questions() -> str:
    author = User.objects.get(username="editor-chen")
    reviewer = User.objects.get(username="reviewer-sun")
    county_unit = Unit.objects.get(code="anlan")
    division = Division.objects.get(code=county.DIVISION_CODE)
    rows = _read("questions.json")["questions"]
    for row in rows:
        question = bank.create_question(
            by=author,
            owner_unit=county_unit,
            wording=_wording(row),
            filing=bank.Filing(
                aim=row["aim"],
                pool=row["pool"],
                hazards=list(Hazard.objects.filter(slug__in=row["hazards"])),
                jurisdiction=division if row["jurisdiction"] else None,
            ),
            creation_key=_creation_key(row["id"]),
        )
        if question.published_version_id is None:
            bank.submit_for_review(question=question, by=author)
            bank.publish(question=question, by=reviewer)
    return f"{len(rows)} 道"


def _wording(row: dict[str, Any]) -> bank.Wording:
    options, key = _options_and_key(row)
    return bank.Wording(
        kind=row["kind"],
        stem=row["stem"],
        options=options,
        key=key,
        explanation=row["explanation"],
        source_key=_source(row["source"]),
    )


def _options_and_key(row: dict[str, Any]) -> tuple[tuple[Option, ...], Key]:
    if row["kind"] == "true_false":
        both = (Option(TRUE_ID, "对"), Option(FALSE_ID, "错"))
        return both, Key(correct=frozenset({TRUE_ID if row["key"] else FALSE_ID}))
    if row["kind"] == "fill_in":
        accepted = tuple((new_option_id(), tuple(words)) for words in row["key"]["blanks"])
        blanks = tuple(Option(blank, width=width_for(words)) for blank, words in accepted)
        return blanks, Key(accepted=accepted)
    ids = {option["id"]: new_option_id() for option in row["options"]}
    chosen = [row["key"]] if row["kind"] == "single" else row["key"]
    options = tuple(Option(ids[option["id"]], option["text"]) for option in row["options"])
    return options, Key(correct=frozenset(ids[one] for one in chosen))


def _source(source: dict[str, str]) -> str:
    if "document" in source:
        return library.clause_saying(
            source["document"], source["quote"], near=source["clause_number"]
        ).key
    return f"paragraph:{pages.paragraph_saying(source['text'], source['guide']).key}"


def load_papers() -> str:
    composer = User.objects.get(username="examiner-zhou")
    county_unit = Unit.objects.get(code="anlan")
    rows = _read("papers.json")["papers"]
    for row in rows:
        assessment = papers.create_assessment(
            by=composer,
            owner_unit=county_unit,
            slug=row["slug"],
            title=row["title"],
            purpose=row["purpose"],
            summary=row["summary"],
        )
        if assessment.current_version_id is None:
            _compose(assessment, row, composer)
    return f"{len(rows)} 份"


def _compose(assessment: Assessment, row: dict[str, Any], composer: User) -> None:
    draft = papers.open_draft(assessment=assessment, by=composer)
    papers.set_policies(
        version=draft,
        by=composer,
        policies=papers.Policies(
            time_limit_minutes=row["time_limit_minutes"],
            pass_percent=Decimal(row["pass_percent"]),
            attempts_allowed=row["attempts_allowed"],
            cooldown_days=row["cooldown_days"],
            shuffle_questions=row["shuffle_questions"],
            shuffle_options=row["shuffle_options"],
            feedback=row["feedback"],
            grade_policy=row["grade_policy"],
        ),
    )
    if row["composition"] == "fixed":
        papers.compose_fixed(
            version=draft,
            by=composer,
            questions=[
                papers.FixedQuestion(
                    Question.objects.get(creation_key=_creation_key(entry["question"])),
                    Decimal(entry["mark"]),
                )
                for entry in row["questions"]
            ],
        )
    else:
        papers.compose_blueprint(
            version=draft,
            by=composer,
            cells=[
                papers.CellDraft(
                    count=cell["count"],
                    mark=Decimal(cell["mark"]),
                    aim=cell["aim"] or "",
                    hazard=Hazard.objects.get(slug=cell["hazard"]) if cell["hazard"] else None,
                    kind=cell["kind"] or "",
                )
                for cell in row["cells"]
            ],
        )
    papers.publish(version=draft, by=composer)
