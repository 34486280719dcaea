"""A plan in force with one clause that readers report on."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.errata import services
from content.plans import services as plans
from content.plans.models import PlanDocument
from tests.samples.reviewed_plans import published

TEXT = """安澜县防汛应急预案

1 职责

1.1 监测

县水利局负责监测，每小时报告一次。

1.2 名册

县赤霄局负责保管名册。

1.3 附表

无。
"""
WORDS = "应当是每半小时报告一次"


@pytest.fixture
def plan(world):
    made = plans.import_document(actor=world.editor, owner_unit=world.town, text=TEXT)
    published(made.version, world.editor, world.reviewer)
    return PlanDocument.objects.select_related("current_version").get(pk=made.document.pk)


@pytest.fixture
def clause(plan):
    return plan.current_version.clauses.get(heading="监测")


@pytest.fixture
def report(clause):
    return said_of(clause)


def said_of(clause, text=WORDS, reader=None, token=None):
    return services.report_error(
        reader=reader or AnonymousUser(), anchor=clause.anchor, text=text, token=token or uuid4()
    )


def address(clause):
    return reverse("errata:report", args=[clause.anchor])


def words_of(answer):
    return re.sub(r"<[^>]+>|[\u2060\u200b]", "", answer.content.decode())


@pytest.fixture
def publish_mended(world, plan):
    """The next text of the plan: the clause reads otherwise, or other words do."""

    def run(old="每小时", new="每半小时"):
        made = plans.import_document(
            actor=world.editor, owner_unit=world.town, slug=plan.slug, text=TEXT.replace(old, new)
        )
        return published(made.version, world.editor, world.reviewer)

    return run
