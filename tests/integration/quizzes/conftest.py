"""Questions and papers of 安澜县 for the tests of the bank, papers and attempts."""

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.cache import caches

from content.pages import anchors
from content.pages.anchors import Anchor
from quizzes.bank import services as bank
from quizzes.bank.domain.questions import FALSE_ID, TRUE_ID, Key, Option, new_option_id, width_for
from quizzes.bank.enums import Pool
from quizzes.bank.models import Question
from quizzes.papers import services as papers
from quizzes.papers.enums import Purpose
from quizzes.papers.models import Assessment, AssessmentVersion

SECRET_WORDS = "解析暗号"
"""Begins every explanation, so that a leak can be searched for in any response."""


def wording(kind: str = "single", stem: str = "地震时在教室里先做什么？", **extra) -> bank.Wording:
    """A well-formed question of `kind`; the first choice (or 对) is right."""
    explanation = extra.pop("explanation", f"{SECRET_WORDS}：先护住头颈。")
    if kind == "fill_in":
        blank = Option(new_option_id(), width=width_for(["5", "五"]))
        return bank.Wording(
            kind="fill_in",
            stem=f"{stem} 胸外按压至少 ____ 厘米。",
            options=(blank,),
            key=Key(accepted=((blank.id, ("5", "五", "5厘米")),)),
            explanation=explanation,
            **extra,
        )
    if kind == "true_false":
        options = (Option(TRUE_ID, "对"), Option(FALSE_ID, "错"))
        correct = frozenset({TRUE_ID})
    else:
        options = tuple(
            Option(new_option_id(), text)
            for text in ("蹲到课桌下护住头颈", "冲下楼梯", "站到窗边", "跳出窗户")
        )
        correct = frozenset(o.id for o in options[: 2 if kind == "multiple" else 1])
    return bank.Wording(
        kind=kind,
        stem=stem,
        options=options,
        key=Key(correct=correct),
        explanation=explanation,
        **extra,
    )


@pytest.fixture(autouse=True)
def no_stored_pages() -> None:
    """Pages kept by one test are not shown to the next, whose purges never commit."""
    caches["pages"].clear()


@pytest.fixture
def source(monkeypatch):
    """A citable text that the test can change: `source["hash"] = …`."""
    state = {"hash": "a" * 64, "status": "current", "public": True}

    def resolve(ids):
        for each in ids:
            yield Anchor(
                key=f"testtext:{each}",
                title="4.2 先期处置",
                path=("安澜县总体预案",),
                text="接报后 30 分钟内口头报告。",
                url="/plans/anlan/",
                content_hash=state["hash"],
                status=state["status"],
                public=state["public"],
            )

    monkeypatch.setitem(anchors._resolvers, "testtext", resolve)
    return state


@pytest.fixture
def make_question(world) -> Callable[..., Question]:
    """`make_question("single", aim="avoidance", published=True)`."""

    def make(kind: str = "single", *, published: bool = True, aim: str = "avoidance", **extra):
        filing = bank.Filing(
            aim=aim,
            hazards=extra.pop("hazards", ()),
            pool=extra.pop("pool", Pool.CERTIFICATION),
        )
        owner = extra.pop("owner", world.county)
        question = bank.create_question(
            by=world.examiner,
            owner_unit=owner,
            wording=wording(kind, **extra),
            filing=filing,
            creation_key=uuid4(),
        )
        if published:
            bank.submit_for_review(question=question, by=world.examiner)
            bank.publish(question=question, by=world.examiner)
        return question

    return make


@pytest.fixture
def make_paper(world, make_question) -> Callable[..., Assessment]:
    """A published fixed paper over four questions of its pool, one of each kind, 5 marks each."""

    def make(
        slug: str = "quake",
        *,
        questions: list[Question] | None = None,
        purpose: str = "certification",
        **policies,
    ) -> Assessment:
        if questions is None:
            questions = [
                make_question(kind, stem=f"第 {n} 道题的题干？", pool=Purpose(purpose).pool)
                for n, kind in enumerate(("single", "multiple", "true_false", "fill_in"), start=1)
            ]
        assessment = papers.create_assessment(
            by=world.examiner,
            owner_unit=world.county,
            slug=slug,
            title="地震避险考试",
            purpose=purpose,
        )
        draft = AssessmentVersion.objects.get(assessment=assessment)
        papers.set_policies(version=draft, by=world.examiner, policies=papers.Policies(**policies))
        papers.compose_fixed(
            version=draft,
            by=world.examiner,
            questions=[papers.FixedQuestion(question, Decimal(5)) for question in questions],
        )
        papers.publish(version=draft, by=world.examiner)
        assessment.refresh_from_db()
        return assessment

    return make
