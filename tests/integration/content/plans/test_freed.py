"""A second person decides on the words that more people will read: all of them, as they were
published, whatever page the proposal came from."""

import re

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import PlanDocument, Widening
from content.plans.review_states import RoundState
from content.plans.selectors.widenings import grade_of
from content.plans.services import PlanRefused
from portal.people.models import Membership

PUBLIC, INTERNAL, RESTRICTED = (one.value for one in Visibility)
OLD, NEW = "每年3月底前编制演练计划。", "每年4月中旬编制演练计划。"
SECRET = re.compile(r"每年3月底前")


@pytest.fixture
def plan(import_small):
    return import_small().document


@pytest.fixture
def next_version(import_small, small_text, plan):
    """Another version in which a clause says something else."""

    def run(words, *, publish=False):
        text = small_text.replace(OLD, words)
        return import_small(text, publish=publish, slug=plan.slug).version

    return run


def headed(version, heading):
    return version.clauses.get(heading=heading)


def restrict(clause, world, visibility=RESTRICTED):
    services.set_visibility(clause=clause, visibility=visibility, actor=world.editor)
    clause.refresh_from_db()
    return clause


def propose(clause, by, wanted=PUBLIC):
    document = PlanDocument.objects.get(pk=clause.version.document_id)
    return services.propose_widening(
        document=document, clause=clause, wanted=wanted, reason="核对过", by=by
    )


@pytest.fixture
def decider_reads(client, world):
    """The words on the page of whoever decides."""

    def run(widening):
        client.force_login(world.reviewer)
        page = client.get(reverse("plans_desk:widening", args=[widening.pk])).content.decode()
        return re.sub(r"<[^>]+>|\s", "", page)

    return run


def test_proposed_from_a_draft_the_words_in_force_are_shown_and_those_of_the_draft_are_not(
    client, world, plan, next_version, decider_reads
):
    clause = restrict(headed(plan.current_version, "编制计划"), world)
    draft = next_version("无。")
    of_draft = headed(draft, "编制计划")
    assert of_draft.anchor == clause.anchor
    client.force_login(world.editor)
    address = reverse("plans_desk:clause_visibility", args=[draft.pk, clause.anchor])
    client.post(
        address, {"visibility": PUBLIC, "why": "核对过", "seen": "", **_seen(client, address)}
    )
    widening = Widening.objects.get()
    assert widening.version == plan.current_version
    page = decider_reads(widening)
    assert SECRET.search(page) and "无。" not in page


def _seen(client, address):
    form = client.get(address).context["form"]
    hidden = {name: form[name].value() for name in form.fields if name not in ("visibility", "why")}
    return {name: value or "" for name, value in hidden.items()}


def test_every_published_wording_that_is_read_with_it_is_shown(
    world, plan, next_version, decider_reads
):
    restrict(headed(plan.current_version, "编制计划"), world)
    newer = next_version(NEW, publish=True)
    older = headed(plan.versions.get(number=1), "编制计划")
    assert older.anchor == headed(newer, "编制计划").anchor
    for clause in (older, headed(newer, "编制计划")):
        widening = propose(clause, world.editor)
        page = decider_reads(widening)
        assert page.index("每年4月中旬") < page.index("每年3月底前")
        assert widening.version == newer
    services.confirm_widening(widening=widening, by=world.reviewer)
    older.refresh_from_db()
    assert older.visibility == PUBLIC


def test_words_alike_in_two_versions_are_shown_once(world, plan, next_version, decider_reads):
    restrict(headed(plan.current_version, "评估改进"), world)
    newer = next_version(NEW, publish=True)
    page = decider_reads(propose(headed(newer, "评估改进"), world.editor))
    assert page.count("形成评估报告") == 1 and "以前发布的" not in page


def test_what_stands_below_is_shown_but_for_what_stays_hidden(world, plan, decider_reads):
    version = plan.current_version
    chapter = restrict(headed(version, "主要任务"), world)
    restrict(headed(version, "评估改进"), world)
    page = decider_reads(propose(chapter, world.editor))
    assert SECRET.search(page) and "形成评估报告" not in page
    assert "先桌面" not in page


def test_what_is_read_less_widely_below_says_so_and_wider_it_is_another_proposal(
    world, plan, decider_reads
):
    version = plan.current_version
    chapter = restrict(headed(version, "主要任务"), world)
    below = restrict(headed(version, "评估改进"), world, INTERNAL)
    first = propose(chapter, world.editor)
    assert re.search("形成评估报告。上面这一段只到“内部”", decider_reads(first))
    services.confirm_widening(widening=propose(below, world.editor), by=world.reviewer)
    assert services.confirm_widening(widening=first, by=world.reviewer).state == RoundState.VOID


def test_to_internal_shows_what_the_staff_will_read(world, plan, decider_reads):
    version = plan.current_version
    chapter = restrict(headed(version, "主要任务"), world)
    restrict(headed(version, "评估改进"), world, INTERNAL)
    page = decider_reads(propose(chapter, world.editor, wanted=INTERNAL))
    assert SECRET.search(page) and "形成评估报告" in page and "只到" not in page


def test_it_is_void_where_more_below_would_be_freed_than_was_asked(world, plan):
    version = plan.current_version
    chapter = restrict(headed(version, "主要任务"), world)
    below = restrict(headed(version, "编制计划"), world)
    first, second = propose(chapter, world.editor), propose(below, world.editor)
    services.confirm_widening(widening=second, by=world.reviewer)
    below.refresh_from_db()
    assert below.visibility == RESTRICTED
    assert services.confirm_widening(widening=first, by=world.reviewer).state == RoundState.VOID
    below.refresh_from_db()
    assert below.visibility == RESTRICTED


def test_a_clause_that_stays_hidden_by_its_chapter_is_shown_all_the_same(
    world, plan, decider_reads
):
    version = plan.current_version
    restrict(headed(version, "主要任务"), world)
    below = restrict(headed(version, "编制计划"), world)
    assert SECRET.search(decider_reads(propose(below, world.editor)))


def test_a_clause_that_was_never_published_needs_no_second_person(
    import_small, small_text, world, plan
):
    end = "形成评估报告。"
    text = small_text.replace(end, f"{end}\n\n（三）通报结果。每季度向各镇通报一次名次。")
    draft = import_small(text, publish=False, slug=plan.slug).version
    fresh = restrict(headed(draft, "通报结果"), world)
    with pytest.raises(PlanRefused, match="没有发布过"):
        propose(fresh, world.editor)


@pytest.mark.parametrize("what", ["clause", "document"])
def test_it_is_void_once_whoever_proposed_it_edits_the_plan_no_more(client, world, plan, what):
    if what == "clause":
        widening = propose(restrict(headed(plan.current_version, "编制计划"), world), world.editor)
    else:
        services.change_document(document=plan, actor=world.editor, visibility=RESTRICTED)
        widening = services.propose_widening(
            document=plan, wanted=PUBLIC, reason="核对过", by=world.editor
        )
    Membership.objects.filter(user=world.editor).delete()
    client.force_login(world.reviewer)
    address = reverse("plans_desk:widening_confirm", args=[widening.pk])
    assert "提出的人变了" in client.post(address, follow=True).content.decode()
    assert Widening.objects.get().state == RoundState.VOID
    assert grade_of(PlanDocument.objects.get(), widening.anchor) == RESTRICTED


def test_decided_it_shows_the_clause_in_force(world, plan, decider_reads):
    widening = propose(restrict(headed(plan.current_version, "编制计划"), world), world.editor)
    services.confirm_widening(widening=widening, by=world.reviewer)
    assert SECRET.search(decider_reads(Widening.objects.get()))


def test_confirmed_it_holds_for_every_version(world, plan, next_version):
    draft = next_version("无。")
    restrict(headed(plan.current_version, "编制计划"), world)
    widening = propose(headed(draft, "编制计划"), world.editor)
    services.confirm_widening(widening=widening, by=world.reviewer)
    for version in plan.versions.all():
        assert headed(version, "编制计划").visibility == PUBLIC
