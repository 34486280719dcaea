"""What a PDF that was answered says."""

import io
import re

from pypdf import PdfReader


def pdf_of(response):
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    return reader, re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))
