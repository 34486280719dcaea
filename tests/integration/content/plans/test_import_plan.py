import io

import pytest
from django.core.management import CommandError, call_command

from content.plans.models import PlanDocument, PlanVersion


def run(*arguments, **options):
    out, err = io.StringIO(), io.StringIO()
    failed = None
    try:
        call_command("import_plan", *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandError as error:
        failed = error
    return out.getvalue() + err.getvalue(), failed


def test_a_folder_is_one_command_and_again_changes_nothing(world, tmp_path, small_text):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(
            small_text.replace("安澜县应急", f"第{n}区应急"), "utf-8"
        )
    (tmp_path / "notes.csv").write_text("x", "utf-8")
    report, failed = run(tmp_path, publish=True)
    assert failed is None
    assert "共 3 个文件：新收 3，已有 0，退回 0，合计相符" in report
    assert PlanDocument.objects.filter(current_version__isnull=False).count() == 3
    report, _ = run(tmp_path)
    assert "新收 0，已有 3，退回 0" in report
    assert PlanVersion.objects.count() == 3


def test_a_bad_file_is_named_and_the_others_are_taken(world, tmp_path, small_text):
    (tmp_path / "good.txt").write_text(small_text, "utf-8")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04")
    report, failed = run(tmp_path)
    assert "退回 1 个文件" in str(failed)
    assert "读不出来" in report
    assert PlanDocument.objects.count() == 1


def test_our_own_documents_are_imported_and_published(world):
    from pathlib import Path

    folder = Path(__file__).parents[4] / "portal" / "operations" / "demonstration" / "documents"
    files = sorted(f for f in folder.iterdir() if f.suffix in (".txt", ".md"))
    report, failed = run(*files, publish=True)
    assert failed is None, report
    assert (
        PlanDocument.objects.filter(family="response", current_version__isnull=False).count() == 7
    )
    assert (
        PlanDocument.objects.filter(family="planning", current_version__isnull=False).count() == 2
    )


@pytest.mark.parametrize(
    "options", [{"unit": "nowhere"}, {"division": "000000"}, {"hazard": ["nothing"]}]
)
def test_unknown_names_are_refused_before_anything_is_read(world, tmp_path, small_text, options):
    (tmp_path / "a.txt").write_text(small_text, "utf-8")
    _report, failed = run(tmp_path, **options)
    assert failed is not None
    assert not PlanDocument.objects.exists()
