"""What the database itself refuses in the plans: a published text stays as it was.

A version's state, its publication and what a person did to it may still change; its clauses,
tables, references and repairs may not. Who may read a clause is decided at any time, and with it
on which page of the reading view it stands. Target drafts are work on a clause, not its text.
Who asked for its review and what came of it stays with it.
"""

from typing import Final

from portal.foundation.triggers import Guard, differs

FIXED_COLUMNS: Final = (
    "document_id", "number", "title", "notice_title", "source", "source_name", "encoding",
    "content_hash", "original", "spans", "fields", "notes", "script", "issuer", "index_number",
    "catalogue", "subject_words", "document_number", "ready",
    "signed_on", "published_on", "effective_on", "upload_id",
)  # fmt: skip
FIXED_IN_CLAUSE: Final = (
    "version_id", "parent_id", "anchor", "kind", "position", "depth", "style", "number", "heading",
    "mark", "text", "content_hash", "source_start", "source_end", "told",
)  # fmt: skip
_PUBLISHED: Final = "v.state = 'published'"


def _changed() -> str:
    return f"OLD.state = 'published' AND ({differs(FIXED_COLUMNS)} OR NEW.state <> 'published')"


def _under(row: str, joins: str = "", owner: str = "version_id") -> str:
    """The row hangs on a published version."""
    return (
        f"EXISTS (SELECT 1 FROM content_plans_planversion v {joins}"  # noqa: S608 - our words
        f"WHERE {_PUBLISHED} AND {row}.{owner} = {'v.id' if not joins else 'j.id'})"
    )


_CLAUSE: Final = "JOIN content_plans_clause j ON j.version_id = v.id "
_TABLE: Final = (
    "JOIN content_plans_clause c ON c.version_id = v.id "
    "JOIN content_plans_clausetable j ON j.clause_id = c.id "
)
_PARTS: Final = (
    ("content_plans_repair", "", "version_id"),
    ("content_plans_clausetable", _CLAUSE, "clause_id"),
    ("content_plans_reference", _CLAUSE, "clause_id"),
    ("content_plans_tablecell", _TABLE, "table_id"),
)

_NOTED: Final = (
    "document_id", "kind", "covers_from", "covers_to", "noted_on", "text", "clause_key",
    "task_id", "standing", "figure_name", "figure", "figure_unit", "source", "source_url",
    "corrects_id", "entered_at",
)  # fmt: skip
"""What an entry on progress said; whether everybody reads it may change, and links may go."""
_OF_ANOTHER_FAMILY: Final = (
    "NOT EXISTS (SELECT 1 FROM content_plans_plandocument d "
    "WHERE d.id = NEW.document_id AND d.family = 'planning')"
)


def _elsewhere(column: str, table: str) -> str:
    """What the row points at belongs to another document."""
    return (
        f"NEW.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} o "  # noqa: S608 - our words
        f"WHERE o.id = NEW.{column} AND o.document_id = NEW.document_id)"
    )


_WRONG_NOTE: Final = " OR ".join(
    (
        _OF_ANOTHER_FAMILY,
        _elsewhere("corrects_id", "content_plans_progressnote"),
        _elsewhere("task_id", "content_plans_plantask"),
    )
)

_ASKED: Final = ("version_id", "asked_by_id", "asked_at", "note", "fingerprint")
_ENDED: Final = "OLD.state IN ('returned', 'withdrawn', 'void')"

GUARDS: Final = (
    Guard(
        "content_plans_reviewround",
        operations=("UPDATE",),
        condition=f"{_ENDED} OR ({differs(_ASKED)})",
    ),
    Guard("content_plans_reviewround", operations=("DELETE",), condition=_under("OLD")),
    Guard("content_plans_registeredit", operations=("UPDATE",)),
    Guard("content_plans_progressnote", operations=("UPDATE",), condition=differs(_NOTED)),
    Guard("content_plans_progressnote", operations=("DELETE",)),
    Guard("content_plans_progressnote", operations=("INSERT",), condition=_WRONG_NOTE),
    Guard("content_plans_plantask", operations=("INSERT",), condition=_OF_ANOTHER_FAMILY),
    Guard("content_plans_planversion", operations=("UPDATE",), condition=_changed()),
    Guard("content_plans_planversion", operations=("DELETE",), condition="OLD.state = 'published'"),
    Guard("content_plans_clause", operations=("INSERT",), condition=_under("NEW")),
    Guard(
        "content_plans_clause",
        operations=("UPDATE",),
        condition=f"{_under('OLD')} AND ({differs(FIXED_IN_CLAUSE)})",
    ),
    Guard("content_plans_clause", operations=("DELETE",), condition=_under("OLD")),
    *(
        Guard(table, operations=(operation,), condition=_under(row, joins, owner))
        for table, joins, owner in _PARTS
        for operation, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
)
