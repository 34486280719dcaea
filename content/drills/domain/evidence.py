"""What is kept as evidence of a drill."""

from typing import Final

from portal.foundation.files.domain import Kind

KINDS: Final = (Kind.JPEG, Kind.PNG, Kind.PDF, Kind.DOCX)
