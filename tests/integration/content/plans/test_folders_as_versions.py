"""A folder whose files are new versions of what is there: which of which, and in which order."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans.models import PlanDocument, PlanVersion
from content.plans.services import importing, joining
from content.plans.services.reading import read_parse
from tests.samples.import_plan import run
from tests.samples.reviewed_plans import asked

pytestmark = pytest.mark.django_db


def plan(title="安澜县蝗灾应急预案", number="安政办发〔2026〕11号", day="2026年3月1日",
         signed="安澜县人民政府办公室", words="处置蝗灾"):  # fmt: skip
    return (
        f"{title}\n\n{number}\n\n1 总则\n\n1.1 目的\n\n为了{words}，制定本预案。\n\n2 职责\n\n"
        f"2.1 机构\n\n县水利局负责{words}，{number}{day}。\n\n{signed}\n\n{day}\n"
    )


def notice(name):
    return (
        f"安澜县人民政府办公室关于印发{name}等三个应急预案的通知\n\n安政办发〔2027〕99号\n\n"
        "各乡镇人民政府：\n\n现印发给你们，请认真执行。\n\n安澜县人民政府办公室\n2027年3月1日\n\n"
        f"安澜县{name}应急预案\n\n1 总则\n\n1.1 目的\n\n为了{name}，制定本预案。\n\n2 职责\n\n"
        f"2.1 机构\n\n县水利局负责{name}。\n"
    )


@pytest.fixture
def folder(world, tmp_path):
    def write(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize("as_versions", [True, False])
def test_plans_of_one_notice_are_no_versions_of_each_other(folder, as_versions):
    here = folder(**{name: notice(name) for name in ("防蝗", "防雹", "防霜")})
    report, failed = run(here, publish=True, as_versions=as_versions)
    assert failed is None and report.count("同一个文号、标题不同，作为另一份文件") == 2
    assert PlanVersion.objects.count() == PlanDocument.objects.count() == 3
    assert PlanDocument.objects.filter(current_version__number=1).count() == 3
    report, failed = run(here, publish=True, as_versions=as_versions)
    assert failed is None and PlanVersion.objects.count() == 3
    # Next year's notice: each goes on with the one of its title, whoever else has the number.
    for name in ("防蝗", "防雹", "防霜"):
        folder(**{name: notice(name).replace("2027", "2028")})
    report, failed = run(here, publish=True, as_versions=True)
    assert failed is None, report
    for document in PlanDocument.objects.all():
        assert document.current_version.number == 2
        assert {one.title for one in document.versions.all()} == {document.title}
        assert f"作为《{document.title}》（网址名 {document.slug}）的新版本" in report


def test_plans_of_one_notice_that_broke_off_go_on_as_three(folder):
    here = folder(防蝗=notice("防蝗"))
    run(here, publish=True)
    for name in ("防雹", "防霜"):
        folder(**{name: notice(name)})
    report, failed = run(here, publish=True)
    assert failed is None, report
    assert {one.title for one in PlanDocument.objects.all()} == {
        "安澜县防蝗应急预案", "安澜县防雹应急预案", "安澜县防霜应急预案",
    }  # fmt: skip


def test_a_number_alone_does_not_part_what_may_be_one_plan(folder):
    longer = notice("防蝗").replace("安澜县防蝗应急预案", "安澜县防蝗应急预案操作手册")
    report, failed = run(folder(a=notice("防蝗"), b=longer), publish=True)
    assert "退回 1 个文件" in str(failed) and "确是另一份文件，加 --new" in report
    assert PlanDocument.objects.count() == 1
    # What was there before the run may be the same plan under its former name.
    report, failed = run(folder(b=notice("防雹")) / "b.txt", publish=True)
    assert failed is not None and PlanDocument.objects.count() == 1


@pytest.mark.parametrize("as_versions", [True, False])
def test_each_file_of_a_folder_is_parsed_once(folder, monkeypatch, as_versions):
    here = folder(**{name: notice(name) for name in ("防蝗", "防雹", "防霜")})
    seen = []

    def counted(**source):
        seen.append(source["name"])
        return read_parse(**source)

    monkeypatch.setattr(joining, "read_parse", counted)
    monkeypatch.setattr(importing, "read_parse", counted)
    run(here, publish=True, as_versions=as_versions)
    assert sorted(seen) == ["防蝗.txt", "防雹.txt", "防霜.txt"]
    for name in ("防蝗", "防雹", "防霜"):
        folder(**{name: notice(name).replace("2027", "2028")})
    seen.clear()
    run(here, publish=True, as_versions=True)
    assert sorted(seen) == ["防蝗.txt", "防雹.txt", "防霜.txt"]


@pytest.mark.parametrize("at_once", [True, False])
def test_plans_of_one_title_by_two_schools_stay_two(folder, at_once):
    one = plan("应急疏散方案", "安一中发〔2026〕3号", "2026年3月1日", "安澜县第一中学", "一中疏散")
    other = plan(
        "应急疏散方案", "安二中发〔2026〕5号", "2026年4月1日", "安澜县第二中学", "二中疏散"
    )
    here = folder(一中=one)
    if not at_once:
        run(here, publish=True, as_versions=True)
    folder(二中=other)
    report, failed = run(here, publish=True, as_versions=True)
    assert failed is not None and "文号或发布机构不一样，可能是另一份文件" in report
    assert "确是另一份文件，加 --new" in report and "整个文件夹" not in report
    assert "一中" in PlanDocument.objects.get().current_version.original


@pytest.mark.parametrize("day", ["2026年3月1日", ""])
def test_two_of_one_title_and_no_two_days_in_one_run_are_not_guessed(folder, day):
    here = folder(甲=plan(words="甲村的蝗灾", day=day), 乙=plan(words="乙村的蝗灾", day=day))
    report, failed = run(here, publish=True, as_versions=True)
    assert "退回 1 个文件" in str(failed) and "又都在这次导入的文件里" in report
    assert PlanVersion.objects.count() == 1
    report, failed = run(here, publish=True, as_versions=True)
    assert "退回 1 个文件" in str(failed) and PlanVersion.objects.count() == 1


def test_a_folder_with_two_texts_of_one_plan_is_taken_in_the_order_of_their_days(folder):
    here = folder(
        a新=plan(number="安政办发〔2026〕79号", day="2026年9月28日"),
        b旧=plan(number="安政办发〔2026〕72号", day="2026年4月20日"),
        c更旧=plan(number="安政发〔2024〕7号", day="2024年4月20日"),
    )
    report, failed = run(here, publish=True, as_versions=True)
    assert failed is None and "从旧到新" in report, report
    document = PlanDocument.objects.get()
    numbers = list(document.versions.order_by("number").values_list("document_number", flat=True))
    assert [one.split("〕")[1] for one in numbers] == ["7号", "72号", "79号"]
    assert document.current_version.number == 3


def test_an_older_text_is_not_put_in_force_over_a_newer_one(folder):
    here = folder(蝗灾=plan())
    run(here, publish=True)
    folder(蝗灾=plan(number="安政办发〔2019〕4号", day="2019年3月1日"))
    for _again in range(2):
        report, failed = run(here, publish=True, as_versions=True)
        assert failed is None and "没有发布的草稿：1 份" in report
        assert "成文日期 2019-03-01，早于现行的第 1 版（2026-03-01），留作草稿" in report
        document = PlanDocument.objects.get()
        assert document.current_version.number == 1 and document.versions.count() == 2


def test_a_newer_one_that_says_no_day_is_published_and_that_is_said(folder):
    here = folder(蝗灾=plan())
    run(here, publish=True)
    folder(蝗灾=plan(number="安政办发〔2027〕4号", day=""))
    report, failed = run(here, publish=True, as_versions=True)
    assert failed is None and "代替了第 1 版；有一版没写成文日期，比不出新旧" in report
    assert PlanDocument.objects.get().current_version.number == 2


def test_who_approves_a_text_dated_before_the_one_in_force_is_told(
    client, import_small, small_text, world
):
    first = import_small()
    older = small_text.replace("2026年3月1日", "2024年4月18日").replace("先桌面", "先讨论")
    draft = import_small(older, publish=False, slug=first.document.slug).version
    held = asked(draft, world.editor)
    client.force_login(world.reviewer)
    words = "这一版的成文日期是 2024-04-18，早于现行的第 1 版（2026-03-01）"
    proof = client.get(reverse("plans_desk:review", args=[draft.pk]))
    assert words in proof.content.decode()
    question = client.post(
        reverse("plans_desk:approve_and_publish", args=[draft.pk]),
        {"round": held.pk, "state": "asked"},
    )
    assert words in BeautifulSoup(question.content.decode(), "html.parser").main.get_text()
    newer = small_text.replace("2026年3月1日", "2026年4月18日").replace("先桌面", "先沙盘")
    draft = import_small(newer, publish=False, slug=first.document.slug).version
    proof = client.get(reverse("plans_desk:review", args=[draft.pk]))
    assert "早于现行" not in proof.content.decode()
