import hashlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from PIL import Image as PillowImage
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model

from content.media.models import AnlanDocument, AnlanImage

pytestmark = pytest.mark.django_db


def png(width: int = 40, height: int = 30) -> ContentFile:
    buffer = BytesIO()
    PillowImage.new("RGB", (width, height), "white").save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), "sample.png")


def test_the_portal_uses_its_own_image_and_document_models() -> None:
    assert get_image_model() is AnlanImage
    assert get_document_model() is AnlanDocument


def test_an_uploaded_document_gets_the_digest_of_its_bytes() -> None:
    body = "安澜县防汛预案".encode()
    form = get_document_form(AnlanDocument)(
        data={"title": "预案", "rights": "own", "document_number": "安政办发〔2026〕3号"},
        files={"file": ContentFile(body, "plan.txt")},
    )
    assert form.is_valid(), form.errors
    document = form.save()
    document.refresh_from_db()
    assert document.sha256 == hashlib.sha256(body).hexdigest()
    assert document.document_number == "安政办发〔2026〕3号"


def test_a_file_type_outside_the_list_is_refused() -> None:
    form = get_document_form(AnlanDocument)(
        data={"title": "脚本", "rights": "own"}, files={"file": ContentFile(b"<svg/>", "x.svg")}
    )
    assert "file" in form.errors


def test_the_database_refuses_a_digest_of_another_shape() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AnlanDocument.objects.create(title="x", file=ContentFile(b"x", "x.txt"), sha256="abc")


def test_the_text_alternative_is_ours_and_a_rendition_carries_it() -> None:
    image = AnlanImage.objects.create(title="sample", file=png(), alt_text="桌下躲避的姿势")
    rendition = image.get_rendition("width-20")
    assert rendition.alt == "桌下躲避的姿势"
    assert rendition.width == 20
    image.alt_text = ""
    assert image.default_alt_text == "sample"
