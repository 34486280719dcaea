"""What stands in the form of a question that there is already."""

from typing import Any

from quizzes.bank.enums import QuestionKind
from quizzes.bank.models import QuestionVersion
from quizzes.bank.release import ReleasedKey


def initial_of(version: QuestionVersion, key: ReleasedKey) -> dict[str, Any]:
    """The form filled from a version, option ids included, so that they are kept."""
    question = version.question
    initial: dict[str, Any] = {
        "stem": version.stem,
        "explanation": key.explanation,
        "source_key": version.source_key,
        "language": version.language,
        "aim": question.aim,
        "pool": question.pool,
        "hazards": list(question.hazards.all()),
        "jurisdiction": question.jurisdiction_id,
        "valid_from": question.valid_from,
        "valid_to": question.valid_to,
    }
    if version.kind == QuestionKind.TRUE_FALSE:
        initial["truth"] = next(iter(key.correct), None)
    elif version.kind == QuestionKind.FILL_IN:
        accepted = dict(key.accepted)
        initial["blanks"] = "\n".join(
            "|".join(accepted[option["id"]]) for option in version.options
        )
        initial["blank_ids"] = ",".join(option["id"] for option in version.options)
    else:
        right = []
        for number, option in enumerate(version.options, start=1):
            initial[f"id_{number}"] = option["id"]
            initial[f"text_{number}"] = option["text"]
            if option["id"] in key.correct:
                right.append(str(number))
        initial["right"] = right if version.kind == QuestionKind.MULTIPLE else right[0]
    return initial
