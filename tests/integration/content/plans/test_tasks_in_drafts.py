"""Tasks of a draft in other words than in the version in force: nothing that everybody reads
changes until the draft is published, and nothing that an editor said is lost then."""

from datetime import date

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from content.plans import services
from content.plans.models import PlanTask, PlanVersion, ProgressNote
from content.plans.selectors.progress import tasks_to_note
from content.plans.selectors.readable import ReadableText
from content.plans.selectors.task_proposals import found_in
from content.plans.selectors.tasks import tasks_in
from content.plans.services import tasks as task_services
from content.plans.services.progress import Said
from content.plans.services.tasks import Told, as_read
from content.plans.task_states import DueRead
from tests.integration.content.plans.tasks.conftest import TEXT

TODAY = date(2026, 7, 1)


@pytest.fixture
def version(import_small):
    return PlanVersion.objects.get(pk=import_small(TEXT).version.pk)


@pytest.fixture
def plan_task(version, world):
    """The first task, whose leads and day an editor put right."""
    found = found_in(version)[0]
    told = as_read(found.proposal).as_fields() | {
        "leads": ("县应急管理局",), "due_on": date(2026, 4, 15), "due_read": DueRead.EDITOR,
        "helps": (),
    }  # fmt: skip
    return services.correct_task(found=found, told=Told(**told), actor=world.editor)


@pytest.fixture
def in_other_words(version, import_small):
    """A draft of the same document, whose first task is said in other words."""
    text = TEXT.replace("3月底前编制演练计划", "5月底前编制全县演练计划")
    imported = import_small(text, slug=version.document.slug, publish=False)
    return PlanVersion.objects.get(pk=imported.version.pk)


def read_by_all(version):
    return [
        row.task for row in tasks_in(ReadableText(version, ("public",)), everybody=True, on=TODAY)
    ]


def confirm(version, actor):
    waiting = [one.value for one in found_in(version) if one.task is None]
    return services.confirm_tasks(version=version, chosen=waiting[:1], actor=actor)


def note(task, actor, document=None, **more):
    said = Said(
        kind="other", covers_from=date(2026, 1, 1), covers_to=date(2026, 3, 1),
        noted_on=date(2026, 3, 1), text="说明。", task=task, standing="under_way",
    )  # fmt: skip
    return services.note_progress(
        document=document or task.document, said=said, public=True, actor=actor, **more
    )


def test_a_task_confirmed_on_a_draft_leaves_the_text_in_force_its_own(
    world, version, plan_task, in_other_words
):
    noted = note(plan_task, world.editor)
    assert confirm(in_other_words, world.editor) == 1
    assert read_by_all(version) == [plan_task]
    plan_task.refresh_from_db()
    assert plan_task.wording.startswith("3月底前")
    follower = PlanTask.objects.get(follows=plan_task)
    assert read_by_all(in_other_words) == [follower]
    assert [*tasks_to_note(version)] == [plan_task]
    services.publish_version(version=in_other_words, actor=None)
    plan_task.refresh_from_db()
    assert plan_task.wording.startswith("5月底前") and plan_task.follows is None
    assert PlanTask.objects.count() == 1 and plan_task.notes.get() == noted
    assert read_by_all(in_other_words) == [plan_task]


def test_a_second_draft_goes_on_with_the_task_in_force_and_not_with_the_first_draft(
    world, version, plan_task, in_other_words, import_small
):
    confirm(in_other_words, world.editor)
    text = TEXT.replace("3月底前编制演练计划", "6月底前编制各镇演练计划")
    again = import_small(text, slug=version.document.slug, publish=False)
    second = PlanVersion.objects.get(pk=again.version.pk)
    assert found_in(second)[0].earlier == plan_task
    confirm(second, world.editor)
    services.publish_version(version=second, actor=None)
    plan_task.refresh_from_db()
    assert plan_task.wording.startswith("6月底前") and read_by_all(second) == [plan_task]


@pytest.mark.parametrize("published", [False, True])
def test_what_an_editor_had_put_right_goes_on_in_other_words(
    client, world, version, plan_task, in_other_words, published
):
    if published:
        services.publish_version(version=in_other_words, actor=None)
    found = found_in(in_other_words)[0]
    client.force_login(world.editor)
    address = reverse(
        "plans_desk:task", args=[in_other_words.pk, found.clause.anchor, found.proposal.digest]
    )
    assert client.get(address).context["form"].initial["leads"] == "县应急管理局"
    confirm(in_other_words, world.editor)
    task = PlanTask.objects.get(digest=found.proposal.digest)
    assert (task.leads, task.due_on, task.due_read) == (
        ["县应急管理局"], date(2026, 4, 15), DueRead.EDITOR,
    )  # fmt: skip
    # What the editor had left as it was read is read anew.
    assert task.deadline == "5月底前"


def test_what_is_put_right_in_force_after_the_draft_was_confirmed_stays(
    world, version, plan_task, in_other_words
):
    confirm(in_other_words, world.editor)
    found = found_in(version)[0]
    told = task_services.told_of(found).as_fields() | {"leads": ("县教育局",), "helps": ()}
    services.correct_task(found=found, told=Told(**told), actor=world.editor)
    services.publish_version(version=in_other_words, actor=None)
    plan_task.refresh_from_db()
    assert (plan_task.leads, plan_task.deadline) == (["县教育局"], "5月底前")


def test_a_task_of_a_draft_with_progress_of_its_own_stays_beside_the_earlier_one(
    world, version, plan_task, in_other_words
):
    confirm(in_other_words, world.editor)
    follower = PlanTask.objects.get(follows=plan_task)
    note_on_follower = ProgressNote.objects.create(
        document=version.document, kind="other", covers_from=TODAY, covers_to=TODAY,
        noted_on=TODAY, text="说明。", clause_key=follower.key, task=follower, standing="done",
    )  # fmt: skip
    services.publish_version(version=in_other_words, actor=None)
    follower.refresh_from_db()
    assert follower.follows is None and follower.notes.get() == note_on_follower
    assert PlanTask.objects.filter(pk=plan_task.pk).exists()


def test_a_whole_page_is_confirmed_with_one_emptying_of_the_cache(world, version, monkeypatch):
    emptied = []
    monkeypatch.setattr(task_services, "purge", lambda **why: emptied.append(why))
    chosen = [one.value for one in found_in(version)]
    assert services.confirm_tasks(version=version, chosen=chosen, actor=world.editor) == 3
    assert len(emptied) == 1
    services.confirm_tasks(version=version, chosen=chosen, actor=world.editor)
    assert len(emptied) == 1


def test_a_note_that_comes_while_the_task_is_reopened_is_refused_in_words(
    world, version, plan_task, monkeypatch
):
    note(plan_task, world.editor)
    monkeypatch.setattr(QuerySet, "exists", lambda rows: False)  # it was not there when looked for
    with pytest.raises(services.PlanRefused, match="登记过进展"):
        services.reopen_task(found=found_in(version)[0], actor=world.editor)


def test_an_entry_on_a_task_that_was_reopened_meanwhile_is_refused_at_the_task(
    world, version, plan_task
):
    read = PlanTask.objects.get(pk=plan_task.pk)
    services.reopen_task(found=found_in(version)[0], actor=world.editor)
    with pytest.raises(services.PlanRefused) as refused:
        note(read, world.editor, document=version.document)
    assert refused.value.field == "task" and not ProgressNote.objects.exists()


def test_an_entry_is_corrected_to_another_task_by_choosing_it(client, world, version, plan_task):
    noted = note(plan_task, world.editor)
    confirm(version, world.editor)
    other = PlanTask.objects.exclude(pk=plan_task.pk).get()
    client.force_login(world.editor)
    address = reverse("plans_desk:progress_correct", args=[noted.pk])
    form = client.get(address).context["form"]
    sent = {name: value for name, value in form.initial.items() if value is not None}
    answer = client.post(address, sent | {"task": other.pk})
    assert answer.status_code == 302
    assert ProgressNote.objects.get(corrects=noted).clause_key == other.key
