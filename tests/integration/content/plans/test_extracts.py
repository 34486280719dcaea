"""What is read out of a text once for all who read the same of it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from content.plans import services
from content.plans.domain.kept import load
from content.plans.enums import Visibility
from content.plans.models import Extract, ExtractedRole, PlanDocument
from content.plans.selectors import extracts as kept_in
from content.plans.selectors import responses, roles, situations
from content.plans.selectors.readable import readable_text
from content.plans.services import extracts, make_extracts, tend_extracts
from content.plans.services.visibility import set_visibility
from portal.foundation.locks import only_one
from tests.samples.hidden_contents import WORDS
from tests.samples.hidden_readers import GRADES, INTERNAL, PUBLIC, RESTRICTED, bring_in

pytestmark = pytest.mark.django_db
NAMES = ("roles", "situations", "levels", "json")


@pytest.fixture(autouse=True)
def data_dir(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def plan(world):
    return bring_in(world, *GRADES)


def everything_in(extract):
    parts = [load(bytes(getattr(extract, name))) for name in ("actors", "situations", "levels")]
    written = [(one.written, one.name, one.key) for one in extract.roles.all()]
    return f"{parts} {extract.beside} {written}"


def pages(client, plan):
    found = {}
    for name in NAMES:
        answer = client.get(f"{reverse(f'plans:{name}', args=[plan.slug])}?unkept")
        found[name] = answer.content.decode()
    return found


def refuse(*_args):
    raise AssertionError("read anew")


def refuse_to_read(monkeypatch):
    monkeypatch.setattr(roles, "actors_of", refuse)
    monkeypatch.setattr(situations, "situations_of", refuse)
    monkeypatch.setattr(responses, "ladders_of", refuse)


def test_every_reader_is_told_the_same_from_the_extract_as_from_the_text(
    client, world, plan, monkeypatch
):
    Extract.objects.all().delete()
    people = (None, world.editor, world.other_editor)

    def read():
        found = []
        for person in people:
            client.force_login(person) if person else client.logout()
            found.append(pages(client, plan))
        return found

    before = read()
    assert make_extracts(plan) == 3
    refuse_to_read(monkeypatch)
    assert read() == before
    assert WORDS[RESTRICTED] in before[1]["roles"] and WORDS[RESTRICTED] not in before[0]["roles"]


def test_the_extract_of_a_reader_holds_no_word_of_a_clause_hidden_from_them(world, plan):
    make_extracts(plan)
    seen = {}
    for extract in Extract.objects.all():
        said = everything_in(extract)
        seen[frozenset(grade for grade in GRADES if WORDS[grade] in said)] = extract.omits
    assert set(seen) == {
        frozenset({PUBLIC}), frozenset({PUBLIC, INTERNAL}), frozenset(GRADES),
    }  # fmt: skip
    stranger = readable_text(plan.current_version, AnonymousUser())
    assert seen[frozenset({PUBLIC})] == stranger.omits()
    assert seen[frozenset(GRADES)] == readable_text(plan.current_version, world.editor).omits()


def test_a_plan_that_hides_nothing_is_read_once_for_all(import_small):
    plan = import_small("安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。\n")
    assert make_extracts(plan.document) == 1 and make_extracts(plan.document) == 0
    assert Extract.objects.get().omits == ""


def test_what_is_hidden_is_gone_from_every_extract_at_once(world, import_small):
    plan = import_small("安澜县防汛预案\n\n1 总则\n\n县赤霄局负责监测。\n\n县水利局负责排涝。\n")
    make_extracts(plan.document)
    assert "赤霄" in everything_in(Extract.objects.get())
    (clause,) = plan.version.clauses.filter(text__contains="赤霄")
    set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    assert not Extract.objects.exists() and not ExtractedRole.objects.exists()
    stranger = readable_text(plan.version, AnonymousUser())
    assert make_extracts(plan.document) == 2
    assert "赤霄" not in everything_in(Extract.objects.get(omits=stranger.omits()))
    assert "水利" in everything_in(Extract.objects.get(omits=stranger.omits()))


def test_nothing_is_kept_where_the_readers_of_a_clause_change_meanwhile(
    world, import_small, monkeypatch
):
    plan = import_small("安澜县防汛预案\n\n1 总则\n\n县赤霄局负责监测。\n\n县水利局负责排涝。\n")
    (clause,) = plan.version.clauses.filter(text__contains="赤霄")
    real = extracts.read_ladders

    def hide_first(text):
        set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
        return real(text)

    monkeypatch.setattr(extracts, "_READERS", extracts._READERS[:1])
    monkeypatch.setattr(extracts, "read_ladders", hide_first)
    make_extracts(plan.document)
    assert not Extract.objects.exists()
    make_extracts(plan.document)
    said = [everything_in(one) for one in Extract.objects.all()]
    assert len(said) == 1 and "赤霄" not in said[0]


def test_a_change_that_found_the_worker_busy_is_read_by_that_worker(
    world, import_small, monkeypatch
):
    plan = import_small("安澜县防汛预案\n\n1 总则\n\n县赤霄局负责监测。\n\n县水利局负责排涝。\n")
    (clause,) = plan.version.clauses.filter(text__contains="赤霄")
    real = extracts.read_ladders

    def hide_first(text):
        set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
        assert make_extracts(plan.document) == 0
        return real(text)

    monkeypatch.setattr(extracts, "read_ladders", hide_first)
    make_extracts(plan.document)
    said = {one.omits: everything_in(one) for one in Extract.objects.all()}
    assert len(said) == 2 and "赤霄" in said.pop("") and "赤霄" not in str(said)


def test_a_worker_reads_it_after_the_publication_and_pages_read_it_no_more(
    client, import_small, django_capture_on_commit_callbacks, monkeypatch
):
    with django_capture_on_commit_callbacks(execute=True):
        plan = import_small("安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。\n")
    assert Extract.objects.get().version == plan.version
    refuse_to_read(monkeypatch)
    assert "县水利局" in pages(client, plan.document)["roles"]


def test_the_next_text_takes_the_place_of_the_last(import_small):
    first = import_small("安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。\n")
    make_extracts(first.document)
    second = import_small(
        "安澜县防汛预案\n\n1 总则\n\n县气象局负责监测。\n", slug=first.document.slug
    )
    make_extracts(PlanDocument.objects.get(pk=first.document.pk))
    (role,) = ExtractedRole.objects.all()
    assert (role.written, role.extract.version) == ("县气象局", second.version)


def test_the_clock_reads_what_no_worker_did_and_all_again_after_the_code_changed(
    import_small, monkeypatch
):
    import_small("安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。\n")
    assert tend_extracts() == 1 and tend_extracts() == 0
    for module in (kept_in, extracts):
        monkeypatch.setattr(module, "code_version", lambda: "other")
    assert tend_extracts() == 1
    assert Extract.objects.get().code == "other"


def test_the_clock_reads_for_the_readers_whom_a_worker_that_died_left_out(plan):
    make_extracts(plan)
    Extract.objects.exclude(omits="").first().delete()
    assert Extract.objects.count() == 2
    assert tend_extracts() == 1 and Extract.objects.count() == 3
    assert tend_extracts() == 0


def test_one_plan_that_cannot_be_read_stops_none_behind_it(import_small, monkeypatch):
    first = import_small("安澜县防汛预案\n\n1 总则\n\n县赤霄局负责监测。\n")
    second = import_small("安澜县防火预案\n\n1 总则\n\n县林业局负责监测。\n", slug="second")
    real = extracts.said_in

    def fail(text):
        if text.version == first.version:
            raise ValueError
        return real(text)

    monkeypatch.setattr(extracts, "said_in", fail)
    assert tend_extracts() == 1
    assert Extract.objects.get().version == second.version


def test_the_clock_asks_as_often_for_many_plans_as_for_one(import_small, django_assert_num_queries):
    for number in range(3):
        import_small(f"第{number}号预案\n\n1 总则\n\n县水利局负责监测。\n", slug=f"p-{number}")
        tend_extracts()
        with django_assert_num_queries(5):
            tend_extracts()


def test_what_older_code_read_is_shown_to_nobody(client, import_small):
    plan = import_small("安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。\n")
    make_extracts(plan.document)
    Extract.objects.update(code="older", actors=b"never looked at")
    assert "县水利局" in pages(client, plan.document)["roles"]


def test_two_workers_do_not_read_one_plan_at_a_time(import_small):
    plan = import_small("安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。\n")
    with only_one(f"plan-extract-{plan.document.pk}"):
        assert make_extracts(plan.document) == 0
    assert not Extract.objects.exists()


def test_a_draft_is_not_read_out(import_small):
    draft = import_small("安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。\n", publish=False)
    assert make_extracts(draft.document) == 0 and tend_extracts() == 0


def test_names_longer_than_their_column_are_cut_and_stop_nothing(import_small, monkeypatch):
    plan = import_small("安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。\n")
    real = extracts.cast_in

    def lengthened(clauses):
        found = real(clauses)
        for role in found.roles:
            object.__setattr__(role.actor, "name", "县" * 300)
        return found

    monkeypatch.setattr(extracts, "cast_in", lengthened)
    assert make_extracts(plan.document) == 1
    assert {len(one.name) for one in ExtractedRole.objects.all()} == {48}


def test_an_extract_costs_a_page_two_queries(plan, django_assert_num_queries):
    make_extracts(plan)
    text = readable_text(plan.current_version, AnonymousUser())
    for read in (roles.roles_of, situations.situations_by_chapter, responses.ladders):
        with django_assert_num_queries(2):
            read(text)


def test_where_else_an_actor_is_named_is_read_out_once_too(
    import_small, monkeypatch, django_assert_num_queries
):
    plan = import_small("安澜县防汛预案\n\n1 职责\n\n县水利局负责监测。\n\n险情告知县水利局。\n")
    make_extracts(plan.document)
    monkeypatch.setattr(roles, "said_in", refuse)
    text = readable_text(plan.version, AnonymousUser())
    with django_assert_num_queries(2):
        card = roles.card_of(text, "xianshuiliju")
    assert [one.text for one in card.role.actor.mentions] == ["险情告知县水利局。"]


def test_a_document_that_was_deleted_meanwhile_is_no_error(world):
    from content.plans.tasks import extract

    assert extract.func(987654) == 0
    assert services.tend_extracts() == 0
