"""A second person lets more people read a whole document: they see all that becomes readable with
it, of every version that was published."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.enums import VersionState, Visibility
from content.plans.models import PlanVersion, Widening
from content.plans.review_states import RoundState
from content.plans.services import PlanRefused, confirming
from content.plans.views import widenings

PUBLIC, INTERNAL, RESTRICTED = (one.value for one in Visibility)
OLD, NEW = "每年3月底前编制演练计划。", "每年4月中旬编制演练计划。"


@pytest.fixture
def plan(import_small, small_text, world):
    """An internal one whose second version is in force and says one thing otherwise."""
    document = import_small(visibility=INTERNAL).document
    import_small(small_text.replace(OLD, NEW), slug=document.slug)
    document.refresh_from_db()
    return document


@pytest.fixture
def propose(world):
    def run(plan, wanted=PUBLIC):
        return services.propose_widening(
            document=plan, wanted=wanted, reason="核对过", by=world.editor
        )

    return run


@pytest.fixture
def decider_reads(client, world):
    def run(widening, **query):
        client.force_login(world.reviewer)
        page = client.get(reverse("plans_desk:widening", args=[widening.pk]), query)
        return re.sub(r"<[^>]+>|\s", "", page.content.decode())

    return run


def headed(version, heading):
    return version.clauses.get(heading=heading)


def hide(clause, world, visibility=RESTRICTED):
    services.set_visibility(clause=clause, visibility=visibility, actor=world.editor)


def test_whoever_decides_reads_all_that_is_freed_and_nobody_else_reads_more_than_that(
    client, world, plan, propose, decider_reads
):
    older = headed(plan.versions.get(number=1), "编制计划")
    hide(headed(plan.current_version, "评估改进"), world)
    widening = propose(plan)
    page = decider_reads(widening)
    assert page.index("第2版，现行") < page.index("每年4月中旬")
    assert page.index("第1版，以前发布的") < page.index("每年3月底前")
    assert "形成评估报告" not in page and page.count("先桌面") == 1
    address = reverse("plans:clause", args=[older.anchor])
    client.logout()
    assert client.get(address).status_code == 404
    services.confirm_widening(widening=widening, by=world.reviewer)
    changes = client.get(reverse("plans:changes", args=[plan.slug])).content.decode()
    assert "底前" in changes and "形成评估报告" not in changes
    assert "每年4月中旬" not in decider_reads(Widening.objects.get())


def test_each_version_shown_leads_to_its_text(client, world, plan, propose):
    widening = propose(plan)
    client.force_login(world.reviewer)
    page = client.get(reverse("plans_desk:widening", args=[widening.pk])).content.decode()
    for version in plan.versions.all():
        assert f'href="{reverse("plans_desk:review", args=[version.pk])}"' in page


def test_a_long_text_has_pages_and_each_clause_stands_on_one(
    plan, propose, decider_reads, monkeypatch
):
    widening = propose(plan)
    whole = decider_reads(widening)
    assert "都看过再定" not in whole
    monkeypatch.setattr(widenings, "A_PAGE", 2)
    freed = services.freed_clauses(widening)
    assert len(freed) == len({one.clause for one in freed}) > 4
    first, last = decider_reads(widening), decider_reads(widening, page=999)
    assert f"一共{len(freed)}条" in first and "每年3月底前" not in first
    assert "每年3月底前" in last and "每年4月中旬" not in last


def test_to_the_staff_alone_what_is_internal_is_freed_and_what_is_restricted_is_not(
    world, plan, propose, decider_reads
):
    hide(headed(plan.current_version, "评估改进"), world, RESTRICTED)
    hide(headed(plan.current_version, "编制计划"), world, INTERNAL)
    services.change_document(document=plan, actor=world.editor, visibility=RESTRICTED)
    page = decider_reads(first := propose(plan, INTERNAL))
    assert "每年4月中旬" in page and "形成评估报告" not in page and "只到" not in page
    services.withdraw_widening(widening=first, by=world.editor)
    page = decider_reads(propose(plan, PUBLIC))
    assert re.search("每年4月中旬编制演练计划。上面这一段只到“内部”", page)


@pytest.mark.parametrize("grade", [PUBLIC, RESTRICTED])
def test_it_is_void_once_other_words_of_it_would_be_freed_than_was_asked(
    world, plan, propose, grade
):
    clause = headed(plan.current_version, "评估改进")
    hide(clause, world, INTERNAL)
    whole = propose(plan)
    if grade == PUBLIC:
        one = services.propose_widening(
            document=plan, clause=clause, wanted=PUBLIC, reason="核对过", by=world.editor
        )
        services.confirm_widening(widening=one, by=world.reviewer)
    else:
        hide(clause, world, RESTRICTED)
    whole.refresh_from_db()
    assert whole.state == RoundState.VOID
    again = propose(plan)
    services.confirm_widening(widening=again, by=world.reviewer)
    assert again.state == RoundState.APPROVED


def test_it_is_void_where_a_clause_was_hidden_or_shown_past_every_service(world, plan, propose):
    widening = propose(plan)
    plan.versions.get(number=1).clauses.filter(heading="编制计划").update(visibility=INTERNAL)
    assert services.confirm_widening(widening=widening, by=world.reviewer).state == RoundState.VOID


@pytest.mark.parametrize("what", ["document", "clause"])
def test_words_that_only_a_version_marked_secret_has_are_freed_by_nobody(
    world, import_small, small_text, what
):
    """It was published before such were refused."""
    first = import_small(publish=False, visibility=INTERNAL).version
    PlanVersion.objects.filter(pk=first.pk).update(
        original=f"秘密★5年\n{first.original}", state=VersionState.PUBLISHED,
        published_at=timezone.now(),
    )  # fmt: skip
    document = first.document
    newer = import_small(small_text.replace(OLD, NEW), slug=document.slug).version
    document.refresh_from_db()
    clause = headed(newer, "编制计划")
    about = {"document": document, "reason": "核对过", "by": world.editor}
    if what == "clause":
        hide(clause, world)
        clause.refresh_from_db()
        about["clause"] = clause
    with pytest.raises(PlanRefused, match="第 1 版上有密级标志") as refused:
        services.propose_widening(wanted=PUBLIC, **about)
    assert refused.value.field == "visibility" and not Widening.objects.exists()
    if what == "document":
        hide(clause, world)
        assert services.propose_widening(wanted=PUBLIC, **about).is_open


def test_what_was_marked_secret_is_asked_again_when_a_proposal_is_confirmed(
    world, import_small, small_text, propose, monkeypatch
):
    """It may have been proposed before anybody asked."""
    first = import_small(publish=False, visibility=INTERNAL).version
    PlanVersion.objects.filter(pk=first.pk).update(
        original=f"秘密★5年\n{first.original}", state=VersionState.PUBLISHED,
        published_at=timezone.now(),
    )  # fmt: skip
    plan = first.document
    import_small(small_text.replace(OLD, NEW), slug=plan.slug)
    plan.refresh_from_db()
    with monkeypatch.context() as before:
        before.setattr(confirming, "secret_among", lambda *_: None)
        widening = propose(plan)
    with pytest.raises(PlanRefused, match="第 1 版上有密级标志"):
        services.confirm_widening(widening=widening, by=world.reviewer)
    widening.refresh_from_db()
    plan.refresh_from_db()
    assert widening.is_open and plan.visibility == INTERNAL
