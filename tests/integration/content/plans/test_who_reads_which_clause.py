"""Every outlet × every role: what somebody may not read leaves no trace for them."""

import json
import re
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.urls import get_resolver, reverse

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import Clause, ClauseVisibility, PlanDocument
from content.plans.selectors import resolve_anchors
from portal.foundation.audit.models import AuditEvent
from portal.people.enums import Role
from search.documents.models import SearchDocument
from search.indexing import services as indexing
from tests.integration.conftest import make_person
from tests.samples import hidden_clauses as sample
from tests.samples.hidden_clauses import SLUG, WORDS, said_in
from tests.samples.reviewed_plans import published

pytestmark = pytest.mark.django_db

GRADES = tuple(WORDS)
PUBLIC, INTERNAL, RESTRICTED = GRADES
READS = {
    "anonymous": {PUBLIC},
    "citizen": {PUBLIC},
    "cadre": {PUBLIC, INTERNAL},
    "cadre of another unit": {PUBLIC},
    "editor of another unit": {PUBLIC},
    "editor": set(GRADES),
    "reviewer": set(GRADES),
    "administrator": set(GRADES),
}


@pytest.fixture(autouse=True)
def data_dir(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def bring_in(world, *grades):
    """Two published editions; the second changes each chapter and drops one of each grade."""
    first = services.import_document(
        actor=world.editor, owner_unit=world.town, slug=SLUG, family="response", kind="special",
        text=sample.text_of(*grades, gone=True),
    )  # fmt: skip
    published(first.version, world.editor, world.reviewer)
    for grade in {INTERNAL, RESTRICTED}.intersection(grades):
        for clause in first.version.clauses.filter(depth=0, heading__startswith=WORDS[grade]):
            assert services.set_visibility(clause=clause, visibility=grade, actor=world.editor)
    sample.comment_on_each(first.document, world.editor)
    second = services.import_document(
        actor=world.editor, owner_unit=world.town, slug=SLUG,
        text=sample.text_of(*grades, edition="以上"),
    )  # fmt: skip
    published(second.version, world.editor, world.reviewer)
    plan = PlanDocument.objects.select_related("current_version").get(slug=SLUG)
    sample.relate_what_is_cited(plan)
    return plan


@pytest.fixture
def plan(world):
    return bring_in(world, *GRADES)


@pytest.fixture
def person(world):
    people = {
        "anonymous": lambda: None,
        "citizen": lambda: world.learner,
        "cadre": lambda: make_person("ganbu", "干部甲", world.town, Role.TRAINER),
        "cadre of another unit": lambda: make_person(
            "ta", "干部乙", world.other_town, Role.TRAINER
        ),
        "editor of another unit": lambda: world.other_editor,
        "editor": lambda: world.editor,
        "reviewer": lambda: world.reviewer,
        "administrator": lambda: world.administrator,
    }
    return lambda role: people[role]()


def names_of_plans():
    """Every address of the two rooms of plans, and of what is said of their clauses."""
    found = set()
    for space in ("plans", "plans_desk", "comments"):
        resolver = get_resolver().namespace_dict[space][1]
        found |= {f"{space}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    return found


def test_an_address_of_the_plans_is_tried_with_every_role_or_says_why_not():
    listed = sample.OUTLETS.keys() | sample.SHOWS_NO_CLAUSE | sample.TAKES_ONLY_FORMS
    assert names_of_plans() == listed, "一个新的地址：写进 tests/samples/hidden_clauses.py"


@pytest.mark.parametrize("role", READS)
def test_no_outlet_says_a_word_of_what_a_role_may_not_read(role, plan, person, client):
    indexing.drain()
    reader = person(role)
    if reader is not None:
        client.force_login(reader)
    told: dict[str, set[str]] = {}
    for name, addresses in sample.OUTLETS.items():
        for address in addresses(name, plan):
            said = said_in(client.get(address))
            words = {grade for grade, word in WORDS.items() if word in said}
            assert words <= READS[role], f"{role}: {address}"
            told.setdefault(name, set()).update(words)
    assert {name for name in sample.WHOLE if told[name] != READS[role]} == set()
    for address in sample.ELSEWHERE:
        said = said_in(client.get(address))
        asked = urlsplit(address).query
        for grade, word in WORDS.items():
            # The page repeats what was asked: of a hit, the sentence of the clause tells.
            trace = f"{word}</mark>局" if word in asked else word
            assert grade in READS[role] or trace not in said, f"{role}: {address}"
    found = said_in(client.get(f"/search/?q={WORDS[PUBLIC]}巡查"))
    assert f"{WORDS[PUBLIC]}</mark>" in found


def test_the_search_finds_an_internal_clause_for_its_unit_alone_and_a_restricted_for_nobody(
    plan, world
):
    rows = SearchDocument.objects.filter(group_key=plan.group_key)
    grants = {
        grade: {tuple(row.grants) for row in rows if WORDS[grade] in row.text + str(row.path)}
        for grade in GRADES
    }
    assert grants == {
        PUBLIC: {("public",)}, INTERNAL: {(f"unit:{world.town.pk}",)}, RESTRICTED: set(),
    }  # fmt: skip


def alike(said):
    """Without what differs between two copies of one text: ids, times, fingerprints of files."""
    said = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "ID", said)
    said = re.sub(r"\b[0-9a-f]{64}\b", "HASH", said)
    return re.sub(r"\d{4}-\d\d-\d\d[T ][0-9:.+]+", "TIME", said)


def test_a_stranger_reads_what_they_would_had_the_plan_never_had_those_clauses(client, world):
    names = sorted(
        name for name, addresses in sample.OUTLETS.items()
        if name.startswith("plans:") and name not in {"plans:clause", "plans:role_card"}
    )  # fmt: skip

    def read(*grades):
        sid = transaction.savepoint()
        plan = bring_in(world, *grades)
        found = {
            address: alike(said_in(client.get(address)))
            for name in names
            for address in sample.OUTLETS[name](name, plan)
        }
        transaction.savepoint_rollback(sid)
        for cache in caches.all(initialized_only=True):
            cache.clear()
        return found

    with_hidden, without = read(*GRADES), read(PUBLIC)
    assert with_hidden.keys() == without.keys()
    for address, said in with_hidden.items():
        assert said == without[address], address


def test_pages_of_those_who_read_more_stay_out_of_every_cache_and_the_public_page_is_kept(
    plan, client, world
):
    address = reverse("plans:document", args=[SLUG])
    client.force_login(world.editor)
    first = client.get(address)
    assert WORDS[RESTRICTED] in first.content.decode()
    assert first["Cache-Control"] == "no-store, private"
    client.logout()
    client.cookies.clear()
    assert client.get(address)["X-Page-Cache"] == "miss"
    kept = client.get(address)
    assert kept["X-Page-Cache"] == "hit"
    assert WORDS[RESTRICTED] not in kept.content.decode()


def test_a_clause_that_is_hidden_leaves_the_kept_page_and_the_search_at_once(
    plan, client, world, django_capture_on_commit_callbacks
):
    address = reverse("plans:document", args=[SLUG])
    assert WORDS[PUBLIC] in client.get(address).content.decode()
    clause = plan.current_version.clauses.get(heading=f"{WORDS[PUBLIC]}职责")
    with django_capture_on_commit_callbacks(execute=True):
        services.set_visibility(clause=clause, visibility=RESTRICTED, actor=world.editor)
    said = client.get(address)
    assert f"{WORDS[PUBLIC]}巡查" not in said.content.decode()
    assert not SearchDocument.objects.filter(key=clause.key).exists()
    event = AuditEvent.objects.get(action="content.plan.clause_visibility", target_key=clause.key)
    assert event.data["visibility"] == RESTRICTED
    assert not services.set_visibility(clause=clause, visibility=RESTRICTED, actor=world.editor)
    with django_capture_on_commit_callbacks(execute=True):
        services.set_visibility(clause=clause, visibility=PUBLIC, actor=world.administrator)
    assert f"{WORDS[PUBLIC]}巡查" in client.get(address).content.decode()
    assert SearchDocument.objects.filter(key=clause.key).exists()


def test_who_holds_the_key_of_a_hidden_clause_is_told_no_word_of_it(plan):
    clause = plan.current_version.clauses.get(heading=f"{WORDS[RESTRICTED]}职责")
    anchor = next(iter(resolve_anchors([clause.anchor])))
    assert not anchor.public
    assert WORDS[RESTRICTED] not in f"{anchor.title}{anchor.path}{anchor.text}{anchor.place}"


def test_a_public_target_names_no_hidden_clause_and_no_document_that_is_not_public(plan, client):
    sample.aim_at_each(plan)
    said = said_in(client.get("/targets/"))
    for grade, word in WORDS.items():
        clause = plan.current_version.clauses.get(heading=f"{word}目标")
        assert (str(clause.anchor) in said) is (grade == PUBLIC), grade
    PlanDocument.objects.filter(pk=plan.pk).update(visibility=Visibility.INTERNAL)
    for cache in caches.all(initialized_only=True):
        cache.clear()
    said = said_in(client.get("/targets/"))
    assert plan.title not in said and SLUG not in said


def test_a_key_gives_no_name_of_a_document_that_not_everybody_may_read(plan, client, world):
    PlanDocument.objects.filter(pk=plan.pk).update(visibility=Visibility.RESTRICTED)
    clause = plan.current_version.clauses.get(heading=f"{WORDS[PUBLIC]}职责")
    anchor = next(iter(resolve_anchors([clause.anchor])))
    assert (anchor.title, anchor.path, anchor.text, anchor.public) == ("", (), "", False)
    assert SLUG not in anchor.url
    client.force_login(world.other_editor)
    for address in ("/bank/", "/bank/new/"):
        said = client.get(address, {"source": clause.key})
        assert said.status_code == 200
        assert plan.title not in said.content.decode()
        assert SLUG not in said.content.decode()


def test_what_stands_below_a_hidden_heading_is_hidden_and_cannot_be_opened_from_within(
    plan, world, client
):
    version = plan.current_version
    below = version.clauses.get(heading=f"{WORDS[RESTRICTED]}职责")
    assert below.visibility == RESTRICTED
    services.set_visibility(clause=below, visibility=PUBLIC, actor=world.administrator)
    below.refresh_from_db()
    assert below.visibility == RESTRICTED
    services.set_visibility(clause=below, visibility=INTERNAL, actor=world.editor)
    top = version.clauses.get(heading=f"{WORDS[RESTRICTED]}工作")
    services.set_visibility(clause=top, visibility=PUBLIC, actor=world.administrator)
    below.refresh_from_db()
    assert below.visibility == INTERNAL


def test_a_clause_stays_hidden_in_later_texts_whatever_was_done_to_it(plan, world):
    word = WORDS[RESTRICTED]
    text = sample.text_of(*GRADES, edition="以上")
    sentence = f"县{word}局负责{word}巡查，按照《{word}管理条例》组织处置。"
    split = text.replace(
        f"{sentence}本预案所称", f"{sentence}\n\n4.9 {word}装备\n\n本预案所称"
    ).replace(f"4 {word}工作\n", "")
    assert split != text
    later = services.import_document(
        actor=world.editor, owner_unit=world.town, slug=SLUG, text=split
    )
    spoken = later.version.clauses.filter(text__contains=word)
    assert spoken.count() >= 3
    assert {clause.visibility for clause in spoken} == {RESTRICTED}
    assert ClauseVisibility.objects.filter(reason="carried", judged_at__isnull=True).exists()


def test_the_database_knows_the_grades_and_keeps_the_text_of_a_published_clause(plan):
    clauses = Clause.objects.filter(version=plan.current_version)
    with pytest.raises(IntegrityError, match="clause_visibility_known"), transaction.atomic():
        clauses.update(visibility="secret")
    with pytest.raises(Exception, match="stays as it is"), transaction.atomic():
        clauses.update(text="改")
    said = ClauseVisibility.objects.filter(document=plan)
    with pytest.raises(IntegrityError, match="proposal_hides"), transaction.atomic():
        said.update(visibility=Visibility.PUBLIC, judged_at=None)


def test_a_stranger_counts_the_clauses_of_the_data_without_a_gap(plan, client):
    data = json.loads(client.get(reverse("plans:json", args=[SLUG])).content)
    assert [row["position"] for row in data["clauses"]] == list(range(len(data["clauses"])))
    assert {row["number"][:1] for row in data["clauses"]} - {""} == {"1", "2"} | {"（"}
