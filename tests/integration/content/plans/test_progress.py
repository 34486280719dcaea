"""What was done of a planning document: dated entries, corrected by others, public where said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import PlanDocument, ProgressNote
from content.plans.selectors.progress import entries, has_progress
from content.plans.services.progress import Said

YEAR = Said(
    kind="yearly", covers_from=date(2026, 1, 1), covers_to=date(2026, 6, 30),
    noted_on=date(2026, 6, 30), text="办了**两次**演练。", figure_name="综合演练",
    figure=Decimal(2), figure_unit="次", source="县应急管理局半年总结",
)  # fmt: skip
FORM = {
    "kind": "midterm", "covers_from": "2026-01-01", "covers_to": "2026-06-30",
    "noted_on": "2026-06-30", "text": "过半。", "figure_name": "完成率", "figure": "55",
    "figure_unit": "%", "source": "中期评估报告", "public": "on",
}  # fmt: skip
RESPONSE = "青河镇防汛应急预案\n\n1 总则\n\n1.1 编制目的\n\n做好防汛工作。\n"


@pytest.fixture
def plan(import_small):
    return import_small().document


@pytest.fixture
def note(plan, world):
    return services.note_progress(document=plan, said=YEAR, public=False, actor=world.editor)


def public_page(client, plan):
    return client.get(reverse("plans:progress", args=[plan.slug])).content.decode()


def test_an_editor_notes_progress_on_a_task_and_everybody_reads_it_on_the_plan(client, world, plan):
    clause = plan.current_version.clauses.get(text__contains="综合应急演练")
    client.force_login(world.editor)
    address = reverse("plans_desk:progress_add", args=[plan.slug])
    assert client.post(address, FORM | {"clause": str(clause.anchor)}).status_code == 302
    client.logout()
    tab = f'href="{reverse("plans:progress", args=[plan.slug])}"'
    assert tab in client.get(plan.get_absolute_url()).content.decode()
    page = public_page(client, plan)
    plain = page.replace("\xa0", " ").replace("\u2060", "")
    assert "中期评估" in page and "过半。" in page and "完成率 55%" in plain
    assert "公开登记过的进展 1 条" in page
    assert "中期评估报告" in page and clause.label in page and f"#c-{clause.anchor}" in page


def test_nobody_but_who_keeps_the_plan_reads_what_is_not_public(client, world, plan, note):
    page = public_page(client, plan)
    assert "两次" not in page and "公开登记过的进展" not in page
    tab = f'href="{reverse("plans:progress", args=[plan.slug])}"'
    assert tab not in client.get(plan.get_absolute_url()).content.decode()
    desk = reverse("plans_desk:progress", args=[plan.slug])
    client.force_login(world.editor)
    assert "<strong>两次</strong>" in client.get(desk).content.decode()
    show = reverse("plans_desk:progress_show", args=[note.pk])
    client.post(show, {"public": "yes"})
    assert "<strong>两次</strong>" in public_page(client, plan)
    client.post(show, {"public": "no"})
    assert "两次" not in public_page(client, plan)


def test_a_correction_stands_in_the_place_of_the_entry_that_stays_to_be_read(
    client, world, plan, note
):
    services.show_progress(note=note, public=True, actor=world.editor)
    client.force_login(world.editor)
    address = reverse("plans_desk:progress_correct", args=[note.pk])
    assert client.get(address).context["form"].initial["figure"] == Decimal(2)
    client.post(address, FORM | {"kind": "yearly", "text": "办了三次演练。"})
    (entry,) = entries(plan, everybody=True)
    assert entry.note.text == "办了三次演练。" and list(entry.corrected) == [note]
    page = public_page(client, plan)
    assert page.index("三次") < page.index("更正以前的") < page.index("两次")
    again = client.get(address)
    assert again.url == reverse("plans_desk:progress", args=[plan.slug])
    with pytest.raises(services.PlanRefused):
        services.note_progress(
            document=plan, said=YEAR, public=True, corrects=note, actor=world.editor
        )


def test_a_figure_that_is_known_to_be_wrong_is_public_no_more(plan, world, note):
    services.show_progress(note=note, public=True, actor=world.editor)
    unseen = services.note_progress(
        document=plan, said=YEAR, public=False, corrects=note, actor=world.editor
    )
    assert entries(plan, everybody=True) == [] and not has_progress(plan)
    last = services.note_progress(
        document=plan, said=replace(YEAR, text="办了四次演练。"), public=True, corrects=unseen,
        actor=world.editor,
    )  # fmt: skip
    (entry,) = entries(plan, everybody=True)
    assert entry.note == last and list(entry.corrected) == [note]
    (kept,) = entries(plan, everybody=False)
    assert list(kept.corrected) == [unseen, note]


def test_what_was_noted_is_never_rewritten_nor_taken_away(note):
    for change in (
        lambda: ProgressNote.objects.filter(pk=note.pk).update(text="改过"),
        lambda: ProgressNote.objects.filter(pk=note.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_same_sent_twice_is_one_entry(plan, world, note):
    again = services.note_progress(document=plan, said=YEAR, public=False, actor=world.editor)
    assert again == note and ProgressNote.objects.count() == 1


def test_the_words_of_an_entry_that_was_corrected_can_be_said_again(plan, world, note):
    other = replace(YEAR, text="办了三次演练。")
    services.note_progress(
        document=plan, said=other, public=False, corrects=note, actor=world.editor
    )
    again = services.note_progress(document=plan, said=YEAR, public=True, actor=world.editor)
    assert again != note and again.public
    assert {entry.note.text for entry in entries(plan, everybody=False)} == {YEAR.text, other.text}


def test_a_response_plan_has_no_progress_anywhere(client, world, import_small):
    flood = import_small(RESPONSE, kind="special").document
    with pytest.raises(services.PlanRefused):
        services.note_progress(document=flood, said=YEAR, public=True, actor=world.editor)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProgressNote.objects.create(document=flood, **YEAR.as_fields())
    assert client.get(reverse("plans:progress", args=[flood.slug])).status_code == 404
    client.force_login(world.editor)
    assert client.get(reverse("plans_desk:progress", args=[flood.slug])).status_code == 404
    change = client.get(reverse("plans_desk:change", args=[flood.slug])).content.decode()
    assert "进展" not in change.split("<main")[1]


def test_the_database_wants_periods_in_order_and_figures_with_their_name(plan):
    for wrong in (
        {"covers_to": date(2025, 1, 1)},
        {"noted_on": date(2025, 1, 1)},
        {"figure_name": "", "figure_unit": ""},
        {"figure": None},
        {"text": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProgressNote.objects.create(document=plan, **YEAR.as_fields() | wrong)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"covers_to": "2025-01-01"}, "期间的“止”不能早于“起”"),
        ({"noted_on": "2099-01-01"}, "还没到这一天"),
        ({"noted_on": "2025-12-31"}, "期间还没开始"),
        ({"figure": ""}, "写数值，或者把数字的名称和单位去掉"),
        ({"figure_name": ""}, "写了数值，就写它是什么"),
        ({"text": ""}, "写做到哪一步"),
        ({"source_url": "不是网址"}, "网址要写全"),
        ({"text": "找王科长 13812345678"}, "手机号"),
    ],
)
def test_what_does_not_fit_is_said_in_words_and_kept(client, world, plan, wrong, said):
    client.force_login(world.editor)
    answer = client.post(reverse("plans_desk:progress_add", args=[plan.slug]), FORM | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and "中期评估报告" in page
    assert not ProgressNote.objects.exists()


def test_the_words_of_an_entry_pass_the_cleaner(client, world, plan):
    said = Said(
        kind="other", covers_from=date(2026, 1, 1), covers_to=date(2026, 1, 2),
        noted_on=date(2026, 1, 2), text="<script>alert(1)</script>- [看](javascript:alert(1))",
    )  # fmt: skip
    services.note_progress(document=plan, said=said, public=True, actor=world.editor)
    page = public_page(client, plan).split("<main")[1]
    assert "alert" not in page.split("</main>")[0].replace("javascript:alert(1)", "")
    assert 'href="javascript' not in page


def test_an_internal_plan_shows_its_progress_to_its_readers_alone(client, world, plan, note):
    services.show_progress(note=note, public=True, actor=world.editor)
    PlanDocument.objects.filter(pk=plan.pk).update(visibility=Visibility.INTERNAL)
    address = reverse("plans:progress", args=[plan.slug])
    assert client.get(address).status_code == 404
    client.force_login(world.editor)
    answer = client.get(address)
    assert "两次" in answer.content.decode() and answer["Cache-Control"] == "no-store, private"


def test_an_editor_of_another_town_notes_nothing(client, world, plan, note):
    client.force_login(world.other_editor)
    for name, arguments in (
        ("progress_add", [plan.slug]),
        ("progress_correct", [note.pk]),
        ("progress_show", [note.pk]),
    ):
        assert client.post(reverse(f"plans_desk:{name}", args=arguments), FORM).status_code == 404


def test_entries_cost_the_same_for_one_as_for_many(plan, world, django_assert_max_num_queries):
    for day in range(1, 6):
        said = Said(
            kind="other", covers_from=date(2026, 1, day), covers_to=date(2026, 2, day),
            noted_on=date(2026, 2, day), text=f"第 {day} 条", 
            clause_key=plan.current_version.clauses.all()[day].key,
        )  # fmt: skip
        services.note_progress(document=plan, said=said, public=True, actor=world.editor)
    with django_assert_max_num_queries(6):
        shown = entries(plan, everybody=True)
    assert [one.note.text for one in shown] == [f"第 {day} 条" for day in range(5, 0, -1)]
