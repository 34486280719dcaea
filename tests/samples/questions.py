"""Questions on a text that a test makes up."""

from uuid import UUID, uuid4

from quizzes.bank import services
from quizzes.bank.domain.questions import Key, Option, new_option_id

KEY = f"testtext:{UUID(int=7)}"
"""Its resolver is the fixture `source` of the tests of quizzes."""


def wording(**extra):
    options = tuple(Option(new_option_id(), text) for text in ("30 分钟", "2 小时"))
    fields = {
        "kind": "single",
        "stem": "接报后多久口头报告？",
        "options": options,
        "key": Key(correct=frozenset({options[0].id})),
        "explanation": "预案写明 30 分钟。",
        **extra,
    }
    return services.Wording(**fields)


def create(world, **extra):
    return services.create_question(
        by=world.editor,
        owner_unit=world.town,
        wording=wording(**extra),
        filing=services.Filing(aim="avoidance"),
        creation_key=uuid4(),
    )
