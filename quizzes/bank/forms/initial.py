"""What stands in the form of a question that there is already."""

from typing import Any

from quizzes.bank.domain.questions import MAXIMUM_BLANKS, new_option_id
from quizzes.bank.enums import QuestionKind
from quizzes.bank.forms.rows import ROWS
from quizzes.bank.models import QuestionVersion
from quizzes.bank.release import ReleasedKey
from quizzes.bank.services import drawn_from


def initial_of(version: QuestionVersion, key: ReleasedKey) -> dict[str, Any]:
    """The form filled from a version, option ids included, so that they are kept.

    Rows still empty have ids too: what is added there says the same when it is sent twice.
    """
    question = version.question
    initial: dict[str, Any] = {
        "drawn": drawn_from(version),
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
        spare = (new_option_id() for _ in range(len(version.options), MAXIMUM_BLANKS))
        ids = [*(option["id"] for option in version.options), *spare]
        initial["blank_ids"] = ",".join(ids)
    else:
        right = []
        for number in range(1, ROWS + 1):
            initial[f"id_{number}"] = new_option_id()
        for number, option in enumerate(version.options, start=1):
            initial[f"id_{number}"] = option["id"]
            initial[f"text_{number}"] = option["text"]
            if option["id"] in key.correct:
                right.append(str(number))
        initial["right"] = right if version.kind == QuestionKind.MULTIPLE else right[0]
    return initial
