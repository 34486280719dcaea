"""What the database itself refuses: a comment stays as it was written, an answer as it was given,
and neither leaves a document of which something was published."""

from typing import Final

from portal.foundation.triggers import Guard, differs

_TABLE: Final = "content_comments_comment"
_WRITTEN: Final = (
    "document_id", "anchor", "content_hash", "quote", "reply_to_id", "kind", "text", "author_id",
    "unit_id", "token", "written_at",
)  # fmt: skip
_SETTLED: Final = ("state", "verdict", "answer", "answered_by_id", "answered_at")
# A draft that was thrown away leaves what was said of it.
_OF_ANOTHER_TEXT: Final = f"NEW.version_id IS NOT NULL AND ({differs(('version_id',))})"
# What may not stay is taken out whole, once and for all, and who did it is kept.
_TAKEN_OUT: Final = ("taken_out_by_id", "taken_out_at", "taken_out_for")
_KEEPS: Final = tuple(name for name in _WRITTEN if name not in ("quote", "text"))
_TAKES_OUT: Final = "OLD.taken_out_at IS NULL AND NEW.taken_out_at IS NOT NULL"
# Where what was quoted may not stay, no reply keeps it.
_QUOTE_GOES: Final = (
    "NEW.quote = '' AND EXISTS (SELECT 1 FROM content_comments_comment c "
    "WHERE c.id = OLD.reply_to_id AND c.taken_out_at IS NOT NULL)"
)
_CHANGED: Final = (
    f"{differs(_KEEPS)} OR {_OF_ANOTHER_TEXT} OR NOT ({_TAKES_OUT}) AND "
    f"({differs(('text', *_TAKEN_OUT))} OR ({differs(('quote',))}) AND NOT ({_QUOTE_GOES})"
    f" OR (OLD.state <> 'open' OR OLD.taken_out_at IS NOT NULL) AND ({differs(_SETTLED)}))"
    f" OR {_TAKES_OUT} AND ({differs(tuple(name for name in _SETTLED if name != 'answer'))})"
)
_NO_SUCH_THREAD: Final = (
    "NEW.reply_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM content_comments_comment c "
    "WHERE c.id = NEW.reply_to_id AND c.reply_to_id IS NULL "
    "AND c.document_id = NEW.document_id AND c.anchor = NEW.anchor)"
)
_OF_SOMETHING_PUBLISHED: Final = (
    "EXISTS (SELECT 1 FROM content_plans_planversion v "
    "WHERE v.document_id = OLD.document_id AND v.state = 'published')"
)

GUARDS: Final = (
    Guard(_TABLE, operations=("INSERT",), condition=_NO_SUCH_THREAD),
    Guard(_TABLE, operations=("UPDATE",), condition=_CHANGED),
    Guard(_TABLE, operations=("DELETE",), condition=_OF_SOMETHING_PUBLISHED),
)
