"""Who reads which clause: in the search, in caches, by keys, in later texts."""

import json
import re

import pytest
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.urls import reverse

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import Clause, ClauseVisibility, PlanDocument
from content.plans.selectors import resolve_anchors
from portal.foundation.audit.models import AuditEvent
from search.documents.models import SearchDocument
from tests.samples import hidden_clauses as sample
from tests.samples import hidden_contents as contents
from tests.samples.hidden_clauses import SLUG, said_in
from tests.samples.hidden_contents import WORDS
from tests.samples.hidden_readers import GRADES, INTERNAL, PUBLIC, RESTRICTED, bring_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def plan(world):
    return bring_in(world, *GRADES)


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
        services.set_visibility(
            clause=clause, visibility=PUBLIC, actor=world.editor, confirmed_by=world.reviewer
        )
    assert f"{WORDS[PUBLIC]}巡查" in client.get(address).content.decode()
    assert SearchDocument.objects.filter(key=clause.key).exists()


def test_who_holds_the_key_of_a_hidden_clause_is_told_no_word_of_it(plan):
    clause = plan.current_version.clauses.get(heading=f"{WORDS[RESTRICTED]}职责")
    anchor = next(iter(resolve_anchors([clause.anchor])))
    assert not anchor.public
    assert WORDS[RESTRICTED] not in f"{anchor.title}{anchor.path}{anchor.text}{anchor.place}"


def test_a_public_target_names_no_hidden_clause_and_no_document_that_is_not_public(plan, client):
    contents.aim_at_each(plan)
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
    services.set_visibility(
        clause=below, visibility=PUBLIC, actor=world.editor, confirmed_by=world.reviewer
    )
    below.refresh_from_db()
    assert below.visibility == RESTRICTED
    services.set_visibility(clause=below, visibility=INTERNAL, actor=world.editor)
    top = version.clauses.get(heading=f"{WORDS[RESTRICTED]}工作")
    services.set_visibility(
        clause=top, visibility=PUBLIC, actor=world.editor, confirmed_by=world.reviewer
    )
    below.refresh_from_db()
    assert below.visibility == INTERNAL


def test_a_clause_stays_hidden_in_later_texts_whatever_was_done_to_it(plan, world):
    word = WORDS[RESTRICTED]
    text = contents.text_of(*GRADES, edition="以上")
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


def test_cases_and_words_explained_in_a_hidden_clause_leave_with_its_readers_only(
    client, plan, world
):
    def taken():
        data = client.get(reverse("plans:json", args=[SLUG])).json()
        return (
            {WORDS[one] for one in GRADES if WORDS[one] in str(data["situations"])},
            {one["term"] for one in data["definitions"]},
        )

    assert taken() == ({WORDS[PUBLIC]}, {f"{WORDS[PUBLIC]}物资"})
    client.force_login(world.editor)
    every = set(WORDS.values())
    assert taken() == (every, {f"{word}物资" for word in every})
