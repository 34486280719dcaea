"""How large a file of each kind may be is said before and refused at once."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from content.plans.domain.limits import TEXT_SIZE_LIMIT
from content.plans.models import Intake


def test_a_text_over_its_own_limit_is_refused_at_once(client, world):
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:upload")).content.decode()
    assert "收 Word（.docx、.doc）、WPS（.wps）和 PDF（最大 20 MB）、" in page
    assert "网页（.html）、.txt 和 .md（最大 8 MB）" in page
    file = SimpleUploadedFile("计划.TXT", b"x" * (TEXT_SIZE_LIMIT + 1))
    answer = client.post(reverse("plans_desk:upload"), {"owner_unit": world.town.pk, "file": file})
    assert answer.status_code == 422
    assert "文件有 9 MB，文本和网页文件最大收 8 MB" in answer.content.decode()
    assert not Intake.objects.exists()
