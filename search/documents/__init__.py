"""What can be found: one row per document, written in the transaction of its writer."""

from search.documents.document import (
    Changes,
    Document,
    DocumentRefused,
    DuplicateKey,
    ForeignGroup,
)

__all__ = ["Changes", "Document", "DocumentRefused", "DuplicateKey", "ForeignGroup"]
