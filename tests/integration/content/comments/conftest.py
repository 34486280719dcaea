"""A plan of the town with clauses to comment on, and people who may or may not."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from content.comments import services
from content.comments.selectors.reading import newest_text
from content.comments.selectors.threads import list_of, threads
from content.plans import services as plans
from content.plans.models import Clause
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.samples.reviewed_plans import published

TEXT = """青河镇应急演练工作计划（2026—2028年）

一、总体要求

（一）工作目标。镇人民政府每年至少组织2次综合应急演练。

（二）工作原则。先桌面、后实战。

（三）工作保障。演练经费列入镇财政预算。

青河镇人民政府
2026年3月1日
"""
SENTENCE = "先桌面、后实战。"
WORDS = "没有风险评估就直接实战，建议加一句先评估"
GONE = ("（二）工作原则。先桌面、后实战。\n", "")


def words_of(answer):
    """What a reader reads, without the marks between words where a line may break."""
    return re.sub(r"<[^>]+>|[\u2060\u200b]", "", answer.content.decode())


def page_of(clause):
    return reverse("comments:clause", args=[clause.anchor])


def page(invitation):
    return reverse("comments:invited", args=[invitation.pk])


def clause_page(invitation, clause):
    return reverse("comments:invited_clause", args=[invitation.pk, clause.anchor])


def the_thread(person, plan, version=None):
    version = version or newest_text(person, plan)
    (found,) = threads(person, list_of(person, plan, version).heads, version)
    return found


@pytest.fixture
def bring_in(world):
    """Bring in the text, with words replaced, as the next draft of the town's plan."""

    def run(*replaced, **options):
        text = TEXT
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        return plans.import_document(
            actor=world.editor, owner_unit=world.town, text=text, slug="drill-plan",
            kind="work_plan", **options,
        ).version  # fmt: skip

    return run


@pytest.fixture
def publish(world, bring_in):
    def run(*replaced, **options):
        version = bring_in(*replaced, **options)
        return published(version, world.editor, world.reviewer)

    return run


@pytest.fixture
def plan(publish):
    return publish()


@pytest.fixture
def clause(plan):
    return Clause.objects.get(version=plan.current_version, text=SENTENCE)


@pytest.fixture
def expert(world):
    """May comment in the town, and neither edits nor publishes there."""
    return make_person("jiaoguanmai", "教官买买提", world.town, Role.TRAINER)


@pytest.fixture
def say(clause):
    """Somebody says something of the clause."""

    def run(author, *, at=None, text=WORDS, kind="change", token=None, version=None):
        return services.write_comment(
            author=author, anchor=at or clause.anchor, kind=kind, text=text,
            token=token or uuid4(), version=version,
        )  # fmt: skip

    return run


@pytest.fixture
def draft(bring_in):
    return bring_in()


@pytest.fixture
def outsider(world):
    """An expert with an account and no office."""
    return make_person("zhuanjia", "专家阿依古丽", world.other_town, Role.CITIZEN)


@pytest.fixture
def ask(world, draft, outsider):
    def run(**more):
        values = {
            "version": draft, "account": outsider, "with_restricted": False, "note": "请看原则。",
            "until": timezone.localdate() + timedelta(days=7), "by": world.editor,
        }  # fmt: skip
        return services.invite(**{**values, **more})

    return run
