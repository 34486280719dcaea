"""Every way a word of a hidden clause gets out.

`OUTLETS` names each address of the plans with what it is asked for; an address of theirs that is
neither here nor in `TAKES_ONLY_FORMS` fails the test.
"""

import io
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from content.comments.models import Comment
from content.errata.models import ErrorReport
from content.plans.models import PlanDocument, RevisionTrigger
from portal.people.models import User
from tests.samples.hidden_contents import WORDS, spoken

SLUG: Final = "hidden-clauses"
Addresses = Callable[[str, PlanDocument], list[str]]
"""Those of an outlet, by its name, for a plan."""


def of_plan(*arguments: Any) -> Addresses:
    return lambda name, plan: [reverse(name, args=[plan.slug, *arguments])]


def _nothing(name: str, _plan: PlanDocument) -> list[str]:
    return [reverse(name)]


def _clauses(name: str, plan: PlanDocument) -> list[str]:
    """Those of today and those that are gone."""
    anchors = set(spoken(plan).values_list("anchor", flat=True))
    return [reverse(name, args=[anchor]) for anchor in anchors]


def _roles(name: str, plan: PlanDocument) -> list[str]:
    return [reverse(name, args=[plan.slug, key]) for key in _role_keys()]


def _drafted_roles(name: str, plan: PlanDocument) -> list[str]:
    return [
        reverse(name, args=[version.pk, key])
        for version in plan.versions.all()
        for key in _role_keys()
    ]


def _role_keys() -> list[str]:
    """Those that the actors would have, were they shown."""
    from anyascii import anyascii
    from django.utils.text import slugify

    return [*(slugify(anyascii(f"县{word}局")) for word in WORDS.values()), "xianshuiliju"]


def _pages(name: str, plan: PlanDocument) -> list[str]:
    return [reverse(name, args=[plan.slug, number]) for number in range(1, 9)]


def versions(name: str, plan: PlanDocument) -> list[str]:
    return [reverse(name, args=[version.pk]) for version in plan.versions.all()]


def _places(name: str, plan: PlanDocument) -> list[str]:
    return [reverse(name, args=[one.version_id, one.source_start]) for one in spoken(plan)]


def _readers(name: str, plan: PlanDocument) -> list[str]:
    return [reverse(name, args=[one.version_id, one.anchor]) for one in spoken(plan)]


def _comments(name: str, plan: PlanDocument) -> list[str]:
    rows = Comment.objects.filter(document=plan)
    return [reverse(name, args=[pk]) for pk in rows.values_list("pk", flat=True)]


def _widenings(name: str, plan: PlanDocument) -> list[str]:
    """What waits for a second person, of a clause of each grade."""
    from content.plans.models import Widening

    author = User.objects.order_by("pk").first()
    clauses = spoken(plan).filter(version=plan.current_version)
    made = [
        Widening.objects.get_or_create(
            document=plan, anchor=one.anchor,
            defaults={
                "version": one.version, "in_force": one.version, "was": "restricted",
                "wanted": "public", "reason": "核对过。", "proposed_by": author,
                "content_hash": one.content_hash,
            },
        )[0]
        for one in clauses
    ]  # fmt: skip
    return [reverse(name, args=[one.pk]) for one in made]


def _reports(name: str, plan: PlanDocument) -> list[str]:
    rows = ErrorReport.objects.filter(document=plan)
    return [reverse(name, args=[pk]) for pk in rows.values_list("pk", flat=True)]


def _receipts(name: str, plan: PlanDocument) -> list[str]:
    rows = ErrorReport.objects.filter(document=plan)
    return [reverse(name, args=[one]) for one in rows.values_list("public_id", flat=True)]


def numbers(name: str, plan: PlanDocument) -> list[str]:
    from content.plans.models import TargetDraft

    rows = TargetDraft.objects.filter(clause__version__document=plan)
    return [reverse(name, args=[pk]) for pk in rows.values_list("pk", flat=True)]


def _changes(name: str, plan: PlanDocument) -> list[str]:
    address = reverse(name, args=[plan.slug])
    return [address, f"{address}?before=1&after=2"]


def _reasons(name: str, plan: PlanDocument) -> list[str]:
    said = {"noticed_on": timezone.localdate(), "reason": "新法施行"}
    made, _new = RevisionTrigger.objects.get_or_create(document=plan, what="law", defaults=said)
    return [reverse(name, args=[plan.slug, made.pk])]


_plan: Final = of_plan()
WHOLE: Final = frozenset(
    {"plans:document", "plans:pdf", "plans:json", "plans:changes", "plans:roles", "plans:levels",
     "plans:references", "plans:clause", "plans:role", "plans:about", "plans:situations"}
)  # fmt: skip
"""Outlets that show a reader all that they may read: a word of theirs must be there."""

OUTLETS: Final[dict[str, Addresses]] = {
    "plans:list": _nothing,
    "plans:schema": _nothing,
    "plans:clause": _clauses,
    "plans:document": _plan,
    "plans:page": _pages,
    "plans:find": _plan,
    "plans:targets": _plan,
    "plans:references": _plan,
    "plans:changes": _changes,
    "plans:levels": _plan,
    "plans:roles": _plan,
    "plans:situations": _plan,
    "plans:role": _roles,
    "plans:role_card": _roles,
    "plans:pdf": _plan,
    "plans:original": _plan,
    "plans:about": _plan,
    "plans:json": _plan,
    "plans:progress": _plan,
    "plans:tasks": _plan,
    "plans_desk:list": _nothing,
    "plans_desk:dues": _nothing,
    "plans_desk:late_tasks": _nothing,
    "plans_desk:due_rules": _nothing,
    "plans_desk:due_rule_new": _nothing,
    "plans_desk:coverage": _nothing,
    "plans_desk:revisions": _nothing,
    "plans_desk:hazards": _nothing,
    "plans_desk:upload": _nothing,
    "plans_desk:structure": _nothing,
    "plans_desk:review": versions,
    "plans_desk:compare": versions,
    "plans_desk:roles": versions,
    "plans_desk:role": _drafted_roles,
    "plans_desk:situations": versions,
    "plans_desk:levels": versions,
    "plans_desk:correct": _places,
    "plans_desk:clause_visibility": _readers,
    "plans_desk:original": versions,
    "plans_desk:widening": _widenings,
    "plans_desk:drafts": versions,
    "plans_desk:decide": numbers,
    "plans_desk:goals": versions,
    "plans_desk:tasks": versions,
    "plans_desk:task_units": versions,
    "plans_desk:progress": _plan,
    "plans_desk:progress_add": _plan,
    "plans_desk:change": _plan,
    "plans_desk:check": _plan,
    "plans_desk:trigger_settle": _reasons,
    "plans_desk:relations": _plan,
    "plans_desk:relation_add": _plan,
    "plans_desk:workbook": _plan,
    "comments:plan": _plan,
    "comments:clause": _clauses,
    "comments:version_clause": _readers,
    "comments:reply": _comments,
    "comments:answer": _comments,
    "comments:take_out": _comments,
    "comments:invite": versions,
    "errata:report": _clauses,
    "errata:receipt": _receipts,
    "errata_desk:list": _nothing,
    "errata_desk:answer": _reports,
    "errata_desk:take_out": _reports,
}
SHOWS_NO_CLAUSE: Final = frozenset(
    {"plans_desk:intake", "plans_desk:due_rule", "plans_desk:calendar_year",
     "plans_desk:goal_proxy", "plans_desk:goal_decline", "plans_desk:progress_correct",
     "plans:attachment", "plans_desk:attachments", "plans_desk:attachment",
     "plans_desk:attachment_change", "plans_desk:task", "comments:invited",
     "comments:invited_clause"}
)  # fmt: skip
"""What a person uploaded themselves, rules, what only planning documents have (see
`hidden_planning`), and what one person was invited to, which the tests of invitations try."""
SAYS_NO_CLAUSE: Final = frozenset(
    {"plans:list", "plans:schema", "plans:page", "plans:original", "plans:progress", "plans:tasks",
     "plans_desk:list", "plans_desk:dues", "plans_desk:due_rules", "plans_desk:due_rule_new",
     "plans_desk:late_tasks", "plans:find",
     "plans_desk:revisions", "plans_desk:hazards", "plans_desk:upload", "plans_desk:structure",
     "plans_desk:goals", "plans_desk:tasks", "plans_desk:task_units", "plans_desk:progress",
     "plans_desk:progress_add", "plans_desk:change", "plans_desk:relation_add",
     "plans_desk:decide", "plans_desk:trigger_settle", "comments:invite"}
)  # fmt: skip
"""Outlets that say no word of a short response plan to anybody: of documents only, or nothing of
this family (`hidden_planning`), of a text of one page, or what says nothing until it is asked (both
tried apart). A row that begins to say one fails, and leaves this list."""
TAKES_ONLY_FORMS: Final = frozenset(
    {"plans_desk:submit", "plans_desk:withdraw", "plans_desk:approve",
     "plans_desk:approve_and_publish", "plans_desk:send_back", "plans_desk:publish",
     "plans_desk:discard", "plans_desk:undo_correction",
     "plans_desk:start_correction", "plans_desk:dismiss", "plans_desk:reopen",
     "plans_desk:relation_decide", "plans_desk:relation_remove",
     "plans_desk:judge_visibility", "plans_desk:widening_confirm",
     "plans_desk:widening_decline", "plans_desk:widening_withdraw",
     "plans_desk:goal_reopen", "plans_desk:progress_show",
     "plans_desk:attachment_remove", "plans_desk:relation_supersede", "plans_desk:task_decide",
     "plans_desk:task_reopen", "comments:withdraw", "comments:uninvite", "comments:leave"}
)  # fmt: skip
ELSEWHERE: Final = (
    "/", "/sitemap/", "/sitemap.xml", "/targets/", "/search/?kind=clause",
    *(f"/search/?q={word}" for word in WORDS.values()),
    *(f"/search/?q={word}巡查按照处置" for word in WORDS.values()),
    *(f"/api/v1/search?q={word}巡查按照处置&size=100" for word in WORDS.values()),
    f"/search/?q={'绝无此词'}{WORDS['restricted']}{WORDS['internal']}",
)  # fmt: skip
"""Where the portal as a whole speaks of plans. What was asked stands on the page: see `said_in`."""


def said_in(response: HttpResponse) -> str:
    """All words that an answer holds, whatever its format."""
    kind = response.get("Content-Type", "")
    content = b"".join(response) if response.streaming else response.content
    if kind == "application/pdf":
        reader = PdfReader(io.BytesIO(content))
        return "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    if "spreadsheet" in kind:
        book = load_workbook(io.BytesIO(content))
        return " ".join(
            str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None
        )
    location = response.get("Location", "")
    return content.decode("utf-8", "replace") + location
