"""What a killed import or discard leaves: nobody sees it, nothing waits for it, and it goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.drills.enums import State
from content.drills.models import Drill
from content.plans import services
from content.plans.models import (
    Clause,
    Intake,
    Original,
    PlanDocument,
    PlanVersion,
    ProgressNote,
)
from content.plans.services import importing, register
from portal.foundation.locks import only_one


def die(*_arguments, **_values):
    raise SystemExit


def later(**more):
    return timezone.now() + timedelta(**more or {"hours": 2})


@pytest.fixture
def killed_discard(import_small, world, monkeypatch):
    """The only draft of a document, hidden by somebody whose process died right after."""
    plan = import_small(publish=False, name="计划.txt")
    with monkeypatch.context() as patched:
        patched.setattr(register, "clear", die)
        with pytest.raises(SystemExit):
            services.discard_draft(version=plan.version, actor=world.editor)
    assert PlanVersion.objects.filter(ready=False).exists()
    return plan


def test_the_rest_of_a_killed_discard_goes_by_the_clock(killed_discard):
    assert services.sweep_leftovers(timezone.now()) == 0
    assert services.sweep_leftovers(later()) == 1
    assert not PlanDocument.objects.exists() and not Clause.objects.exists()
    assert not Original.objects.exists()
    assert services.sweep_leftovers(later()) == 0


def test_a_killed_discard_keeps_nobody_from_importing_its_title(
    killed_discard, import_small, small_text
):
    again = import_small(small_text.replace("先桌面", "首先桌面"), publish=False)
    assert again.created
    services.sweep_leftovers(later())
    assert list(PlanVersion.objects.all()) == [again.version]
    assert list(PlanDocument.objects.all()) == [again.document]


@pytest.mark.parametrize("lock", ["plan-discard-{version}", "plan-import-{document}"])
def test_what_somebody_is_at_is_left_to_them(killed_discard, lock):
    name = lock.format(version=killed_discard.version.pk, document=killed_discard.document.pk)
    with only_one(name):
        assert services.sweep_leftovers(later()) == 0
    assert services.sweep_leftovers(later()) == 1


def note_on(document, **more):
    return ProgressNote.objects.create(
        document=document, kind="other", covers_from=later(), covers_to=later(), noted_on=later(),
        text="说明。", **more,
    )  # fmt: skip


def drill_on(document, **more):
    return Drill.objects.create(
        title="演练", plan=document, owner_unit=document.owner_unit, form="tabletop",
        scope="special", planned_on=later(), **more,
    )  # fmt: skip


def drilled(plan):
    return drill_on(
        plan.document, version=plan.version, state=State.HELD, held_on=later(), place="操场",
        lead="镇长",
    )  # fmt: skip


@pytest.mark.parametrize(("kept", "what"), [(note_on, "进展"), (drill_on, "演练")])
def test_a_draft_of_which_something_is_kept_is_refused_before_it_is_hidden(
    import_small, small_text, world, kept, what
):
    plan = import_small(publish=False)
    kept(plan.document)
    clauses = plan.version.clauses.count()
    with pytest.raises(services.PlanRefused, match=what):
        services.discard_draft(version=plan.version, actor=world.editor)
    version = PlanVersion.objects.get()
    assert version.ready and version.clauses.count() == clauses
    again = import_small(
        small_text.replace("先桌面", "首先桌面"), publish=False, slug=plan.document.slug
    )
    services.discard_draft(version=version, actor=world.editor)
    assert list(PlanVersion.objects.all()) == [again.version]


def test_a_draft_that_was_drilled_is_refused_though_others_stand(import_small, small_text, world):
    first = import_small(publish=False)
    import_small(small_text.replace("先桌面", "首先桌面"), publish=False, slug=first.document.slug)
    drilled(first)
    with pytest.raises(services.PlanRefused, match="演练"):
        services.discard_draft(version=first.version, actor=world.editor)
    assert not PlanVersion.objects.filter(ready=False).exists()


@pytest.mark.parametrize("of_the_version", [False, True])
def test_one_version_that_cannot_go_does_not_keep_the_others(
    import_small, small_text, of_the_version
):
    first = import_small(publish=False)
    other = import_small(small_text.replace("县", "区"), publish=False, apart=True)
    if of_the_version:
        drilled(first)
    else:
        note_on(first.document)
    PlanVersion.objects.update(ready=False)
    services.sweep_leftovers(later())
    assert list(PlanDocument.objects.all()) == [first.document]
    assert not PlanVersion.objects.filter(pk=other.version.pk).exists()
    assert services.sweep_leftovers(later()) == 0


def test_two_who_discard_at_one_moment_are_told_and_only_one_does(import_small, world):
    plan = import_small(publish=False)
    with (
        only_one(f"plan-discard-{plan.version.pk}"),
        pytest.raises(services.PlanRefused, match="正在删除"),
    ):
        services.discard_draft(version=plan.version, actor=world.editor)
    plan.version.refresh_from_db()
    assert plan.version.ready


def test_the_rest_of_a_killed_import_goes_and_an_upload_that_waits_keeps_its_bytes(
    world, small_text, monkeypatch
):
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    original = services.originals.keep_original(
        data=small_text.encode(), name="a.txt", actor=world.editor
    )
    Intake.objects.create(
        token="6b1f2d1e-8f55-4c51-9a8e-0f4f3a1c2b77", owner_unit=world.town, original=original,
        actor=world.editor, options={},
    )  # fmt: skip
    with monkeypatch.context() as patched:
        patched.setattr(importing, "settle", die)
        patched.setattr(importing, "take_away", lambda version: None)
        with pytest.raises(SystemExit):
            services.import_document(
                actor=None, owner_unit=world.town, text=small_text, original=original
            )
    assert PlanVersion.objects.filter(ready=False).exists()
    key = PlanDocument.objects.get().import_key
    with only_one(f"plan-import-{key}"):
        assert services.sweep_leftovers(later()) == 0
    assert services.sweep_leftovers(later()) == 1
    assert not PlanDocument.objects.exists() and Original.objects.get() == original


def test_a_document_without_a_version_goes_unless_it_replaces_another(import_small, small_text):
    plan, other = (
        import_small(),
        import_small(small_text.replace("2026—2028年", "2029—2031年"), publish=False, apart=True),
    )
    services.change_document(
        document=plan.document, actor=None, status="historic", replaced_by=other.document
    )
    PlanVersion.objects.filter(pk=other.version.pk).delete()
    assert services.sweep_leftovers(later()) == 0
    services.change_document(document=plan.document, actor=None, replaced_by=None)
    assert services.sweep_leftovers(timezone.now()) == 0
    assert services.sweep_leftovers(later()) == 1
    assert PlanDocument.objects.get() == plan.document


def test_what_is_ready_or_published_is_never_swept(import_small, small_text, world):
    import_small()
    import_small(small_text.replace("县", "区"), publish=False, apart=True)
    assert services.sweep_leftovers(later(days=400)) == 0
    assert PlanVersion.objects.count() == 2
