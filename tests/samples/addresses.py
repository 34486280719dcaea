"""What each address of ours names: the objects to try it with, and whose they are.

An address with parameters that is not listed here fails the test of the access matrix. The key is
the name of the address, with its namespace.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import get_converters

from content.plans.models import DueRule
from quizzes.certificates import looking_up
from tests.samples import states
from tests.samples.county import PURPOSE
from tests.samples.things import Things

VENDOR = ("wagtail.", "allauth.", "django.views.generic", "django.contrib.", "modelcluster.")
"""Views of libraries: guarded by their own permission checks, tried in tests of their own."""

ABSENT_ID: Final = 2_000_000_000
ABSENT: Final = {
    "uuid": UUID(int=1), "int": ABSENT_ID, "slug": "nothing-here", "str": "nothing-here",
    "path": "nothing/here",
}  # fmt: skip
"""By converter: values of the right shape that name nothing."""


@dataclass(frozen=True, slots=True)
class Address:
    """`belongs` is "unit" (internal to a unit: elsewhere it is absent), "person" (of its owner
    alone), "everybody" (its existence is no secret: each sees what the role may) "reading"
    (internal text: whoever reads in that unit), "county" (for the rights over the root unit
    alone) or "nobody" (a draft at its public address).
    `actions` guard it where it is not the access of the view itself. `label` tells apart the
    kinds of objects at one address."""

    belongs: str
    arguments: Callable[[Things], dict[str, Any]]
    label: str = ""
    query: Callable[[Things], str] = lambda _things: ""
    actions: tuple[str, ...] = ()


def _by(parameter: str, what: str, attribute: str) -> Callable[[Things], dict[str, Any]]:
    def arguments(things: Things) -> dict[str, Any]:
        return {parameter: getattr(getattr(things, what), attribute)}

    return arguments


plan = _by("slug", "plan", "slug")
internal_plan = _by("slug", "internal_plan", "slug")
draft = _by("pk", "draft", "pk")
question = _by("public_id", "question", "public_id")
paper = _by("slug", "paper", "slug")
running = _by("public_id", "running", "public_id")
closed = _by("public_id", "closed", "public_id")
certificate = _by("number", "certificate", "number")
holder = _by("public_id", "holder", "public_id")
target = _by("slug", "target", "slug")


def signed(things: Things) -> dict[str, Any]:
    number = things.certificate.number
    return {"number": number, "signature": looking_up.signature(number)}


def purpose(_things: Things) -> dict[str, Any]:
    return {"purpose": PURPOSE}


QUESTION_KEEPERS: Final = ("question.edit", "question.review")
PLAN_MAKERS: Final = ("plan.edit", "plan.publish")


def _questions(name: str) -> list[Address]:
    return [Address("unit", question, actions=QUESTION_KEEPERS if name == "question" else ())]


def _correction(things: Things) -> dict[str, Any]:
    return draft(things) | {"correction": things.correction.pk}


def _drafted_clause(things: Things) -> dict[str, Any]:
    clause = things.draft.clauses.filter(kind="clause").first()
    return draft(things) | {"anchor": clause.anchor}


def _asked_in_draft(things: Things) -> dict[str, Any]:
    return draft(things) | {"invitation": things.asked.pk}


def _invited_clause(things: Things) -> dict[str, Any]:
    clause = things.invitation.version.clauses.filter(kind="clause").first()
    return {"pk": things.invitation.pk, "anchor": clause.anchor}


def _plan_pages(arguments: dict[str, Any]) -> list[Address]:
    return [
        Address("everybody", lambda things: plan(things) | arguments, "公开文件"),
        Address("reading", lambda things: internal_plan(things) | arguments, "内部文件"),
    ]


def _goal(things: Things) -> dict[str, Any]:
    clause = things.plan.current_version.clauses.get(text="应急体系基本健全。")
    return {"pk": clause.version_id, "anchor": clause.anchor, "start": 0}


def _task(things: Things) -> dict[str, Any]:
    found = states.a_task(things)
    return {
        "pk": things.draft.pk, "anchor": found.clause.anchor, "digest": found.proposal.digest,
    }  # fmt: skip


ADDRESSES: Final[dict[str, list[Address]]] = {
    "knowledge_withdraw": [Address("unit", _by("page_id", "guide", "pk"))],
    "knowledge_cancel_review": [
        Address("unit", _by("page_id", "guide", "pk"), actions=("guide.edit", "guide.publish"))
    ],
    "accounts:end_session": [Address("person", _by("pk", "session", "pk"))],
    "accounts:leave": [Address("person", _by("pk", "own_role", "pk"))],
    "accounts:withdraw_consent": [Address("everybody", purpose)],
    "people:end": [Address("unit", _by("pk", "membership", "pk"))],
    **{
        f"people:{name}": [Address("unit", _by("pk", "unit", "pk"))]
        for name in ("unit", "unit_change", "unit_move", "unit_close")
    },
    "people:person": [Address("unit", holder)],
    "people:home_unit": [Address("unit", holder)],
    "people:add_role": [Address("unit", holder)],
    "reset_second_factor": [Address("unit", holder)],
    "plans:clause": [
        Address("everybody", _by("anchor", "clause", "anchor"), "公开文件"),
        Address("reading", _by("anchor", "internal_clause", "anchor"), "内部文件"),
    ],
    "marks:mark": [
        Address("everybody", _by("anchor", "clause", "anchor"), "公开文件"),
        Address("reading", _by("anchor", "internal_clause", "anchor"), "内部文件"),
    ],
    "marks:follow": [Address("everybody", _by("anchor", "clause", "anchor"))],
    "marks:remove": [Address("everybody", _by("anchor", "clause", "anchor"))],
    "comments:plan": [
        Address("unit", plan, "公开文件"), Address("unit", internal_plan, "内部文件"),
    ],
    "comments:clause": [
        Address("unit", _by("anchor", "clause", "anchor"), "公开文件"),
        Address("unit", _by("anchor", "internal_clause", "anchor"), "内部文件"),
    ],
    "comments:version_clause": [Address("unit", _drafted_clause, actions=PLAN_MAKERS)],
    "comments:invite": [Address("unit", draft)],
    "comments:invited": [Address("person", _by("pk", "invitation", "pk"))],
    "comments:invited_clause": [Address("person", _invited_clause)],
    "comments:leave": [Address("person", _by("pk", "invitation", "pk"))],
    "comments:uninvite": [Address("unit", _asked_in_draft)],
    "comments:reply": [Address("unit", _by("pk", "comment", "pk"))],
    "comments:take_out": [Address("unit", _by("pk", "comment", "pk"))],
    "comments:answer": [Address("unit", _by("pk", "comment", "pk"))],
    "comments:withdraw": [Address("unit", _by("pk", "comment", "pk"))],
    "plans:older_schema": [Address("everybody", lambda _: {"number": 1})],
    "plans:document": _plan_pages({}),
    "plans:page": _plan_pages({"number": 1}),
    "plans:targets": _plan_pages({}),
    "plans:references": _plan_pages({}),
    "plans:changes": _plan_pages({}),
    "plans:levels": _plan_pages({}),
    "plans:pdf": _plan_pages({}),
    "plans:roles": _plan_pages({}),
    "plans:situations": _plan_pages({}),
    "plans:role": _plan_pages({"key": "xianyingjiguanliju"}),
    "plans:role_card": _plan_pages({"key": "xianyingjiguanliju"}),
    "plans:original": _plan_pages({}),
    "plans:about": _plan_pages({}),
    "plans:json": _plan_pages({}),
    "plans:tasks": _plan_pages({}),
    "plans:progress": _plan_pages({}),
    "plans_desk:progress": [Address("unit", plan)],
    "plans_desk:progress_add": [Address("unit", plan)],
    "plans_desk:progress_correct": [Address("unit", _by("pk", "progress", "pk"))],
    "plans_desk:progress_show": [Address("unit", _by("pk", "progress", "pk"))],
    "plans:attachment": [
        Address(
            "everybody",
            lambda things: {"slug": things.plan.slug, "pk": things.attachment.pk},
        )
    ],
    "plans_desk:attachments": [Address("unit", _by("pk", "progress", "pk"))],
    "plans_desk:attachment": [Address("unit", _by("pk", "attachment", "pk"))],
    "plans_desk:attachment_change": [Address("unit", _by("pk", "attachment", "pk"))],
    "plans_desk:attachment_remove": [Address("unit", _by("pk", "attachment", "pk"))],
    "plans_desk:workbook": [Address("unit", internal_plan)],
    "plans_desk:review": [Address("unit", draft, actions=PLAN_MAKERS)],
    "plans_desk:compare": [Address("unit", draft, actions=PLAN_MAKERS)],
    "plans_desk:submit": [Address("unit", draft)],
    "plans_desk:withdraw": [Address("unit", draft)],
    "plans_desk:approve": [Address("unit", draft)],
    "plans_desk:approve_and_publish": [Address("unit", draft)],
    "plans_desk:send_back": [Address("unit", draft)],
    "plans_desk:publish": [Address("unit", draft)],
    "plans_desk:discard": [Address("unit", draft)],
    "plans_desk:clause_visibility": [Address("unit", _drafted_clause)],
    "plans_desk:judge_visibility": [Address("unit", _drafted_clause)],
    "plans_desk:correct": [Address("unit", lambda things: draft(things) | {"at": 0})],
    "plans_desk:undo_correction": [Address("unit", _correction)],
    "plans_desk:start_correction": [Address("unit", draft)],
    "plans_desk:original": [Address("unit", draft, actions=PLAN_MAKERS)],
    "plans_desk:drafts": [Address("unit", draft)],
    "plans_desk:dismiss": [Address("unit", draft)],
    "plans_desk:decide": [Address("unit", _by("pk", "target_draft", "pk"))],
    "plans_desk:goals": [Address("unit", draft)],
    "plans_desk:goal_proxy": [Address("unit", _goal)],
    "plans_desk:goal_decline": [Address("unit", _goal)],
    "plans_desk:goal_reopen": [Address("unit", _goal)],
    "plans_desk:tasks": [Address("unit", draft)],
    "plans_desk:task_decide": [Address("unit", draft)],
    "plans_desk:task_units": [Address("unit", draft)],
    "plans_desk:task": [Address("unit", _task)],
    "plans_desk:task_reopen": [Address("unit", _task)],
    "plans_desk:reopen": [Address("unit", _by("pk", "target_draft", "pk"))],
    "plans_desk:intake": [Address("person", _by("public_id", "intake", "public_id"))],
    "plans_desk:change": [
        Address("unit", plan, "公开文件"),
        Address("unit", internal_plan, "内部文件"),
    ],
    "plans_desk:due_rule_new": [Address("county", lambda _: {})],
    "plans_desk:due_rule": [Address("county", lambda _: {"pk": DueRule.objects.earliest("pk").pk})],
    "plans_desk:calendar_year": [Address("county", lambda _: {"year": 2026})],
    "plans_desk:hazards": [Address("county", lambda _: {})],
    "plans_desk:check": [Address("unit", _by("slug", "flood_plan", "slug"))],
    "plans_desk:trigger_settle": [
        Address(
            "unit", lambda things: {"slug": things.flood_plan.slug, "pk": things.trigger.pk}
        )
    ],
    "plans_desk:relations": [Address("unit", plan)],
    "plans_desk:relation_add": [Address("unit", plan)],
    "plans_desk:relation_decide": [Address("unit", plan)],
    "plans_desk:relation_supersede": [
        Address("unit", lambda things: {"slug": things.plan.slug, "pk": things.relation.pk})
    ],
    "plans_desk:relation_remove": [
        Address("unit", lambda things: {"slug": things.plan.slug, "pk": things.relation.pk})
    ],
    **{
        f"drills:{name}": [Address("unit", _by("pk", "held_drill", "pk"))]
        for name in (
            "drill", "change", "log", "evidence_add", "evaluation", "improvement_new", "report",
        )
    },
    "drills:reopen": [Address("unit", _by("pk", "held_drill", "pk"))],
    "drills:cancel": [Address("unit", _by("pk", "planned_drill", "pk"))],
    "drills:evidence": [Address("unit", _by("pk", "evidence", "pk"))],
    "drills:evidence_remove": [Address("unit", _by("pk", "evidence", "pk"))],
    "drills:improvement": [Address("unit", _by("pk", "improvement", "pk"))],
    "drills:revise": [Address("unit", _by("pk", "improvement", "pk"))],
    "drills:sheet": [Address("county", lambda _: {"kind": "live"})],
    "targets:desk_new": [
        Address("everybody", lambda _: {}, "公开条文", lambda t: f"?clause={t.clause.key}")
    ],
    "targets:indicator": [Address("county", lambda _: {"slug": "sample"})],
    "targets:indicator_new": [Address("county", lambda _: {})],
    "targets:desk_confirm": [Address("unit", _by("slug", "internal_target", "slug"))],
    "targets:desk_uphold": [Address("unit", target)],
    "targets:desk_discard": [Address("unit", _by("slug", "internal_target", "slug"))],
    "targets:desk_retire": [Address("unit", target)],
    "targets:desk_note": [Address("unit", target)],
    "targets:detail": [
        Address("everybody", target, "公开目标"),
        Address("nobody", _by("slug", "internal_target", "slug"), "草稿"),
    ],
    "targets:csv": [
        Address("everybody", target, "公开目标"),
        Address("nobody", _by("slug", "internal_target", "slug"), "草稿"),
    ],
    "targets:xlsx": [
        Address("everybody", target, "公开目标"),
        Address("nobody", _by("slug", "internal_target", "slug"), "草稿"),
    ],
    "certificates:scheme": [Address("unit", _by("slug", "scheme", "slug"))],
    "certificates:desk_revoke": [Address("unit", certificate)],
    "certificates:detail": [Address("person", certificate)],
    "certificates:download": [Address("person", certificate)],
    "verify_certificate": [Address("everybody", certificate)],
    "verify_signed": [Address("everybody", signed)],
    "bank:passages": [Address("everybody", _by("page_id", "guide", "pk"))],
    **{
        f"bank:{name}": _questions(name)
        for name in ("question", "edit", "submit", "publish", "confirm", "send_back", "retire")
    },
    **{
        f"papers:{name}": [Address("unit", paper)]
        for name in (
            "paper", "policies", "fixed", "blueprint", "preview", "open_draft", "publish",
            "withdraw",
        )
    },
    "exams:lobby": [Address("everybody", paper)],
    "attempts:start": [Address("everybody", paper)],
    "attempts:attempt": [Address("person", running)],
    "attempts:question": [Address("person", lambda t: running(t) | {"slot": 1})],
    "attempts:save": [Address("person", lambda t: running(t) | {"slot": 1})],
    "attempts:review": [Address("person", running)],
    "attempts:submit": [Address("person", running)],
    "attempts:result": [Address("person", closed)],
    "attempts:results": [Address("everybody", paper)],
    "attempts:results_csv": [Address("everybody", paper)],
    "attempts:results_xlsx": [Address("everybody", paper)],
    "attempts:extra_time": [Address("everybody", paper)],
    "attempts:late": [Address("unit", lambda t: paper(t) | {"event_id": t.late.pk})],
    "attempts:record": [Address("unit", lambda t: paper(t) | closed(t))],
    "foundation:message": [Address("person", _by("public_id", "message", "public_id"))],
    "foundation:privacy": [Address("everybody", purpose)],
    "foundation:privacy_version": [Address("everybody", lambda t: purpose(t) | {"version": 1})],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Own:
    """One address of ours."""

    route: str
    name: str
    entry: URLPattern

    @property
    def access(self) -> str:
        return str(getattr(self.entry.callback, "access", ""))

    @property
    def parameters(self) -> dict[str, str]:
        """Names of the parameters and of their converters."""
        names = {type(converter): name for name, converter in get_converters().items()}
        return {
            parameter: names[type(converter)]
            for parameter, converter in self.entry.pattern.converters.items()
        }


def patterns(
    resolver: URLResolver, prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from patterns(entry, route, inner)
        else:
            yield route, f"{space}{entry.name}", entry


def own_addresses() -> list[Own]:
    return sorted(
        (
            Own("/" + route, name, entry)
            for route, name, entry in patterns(get_resolver())
            # Wagtail's view sets, in part with views of ours, stand behind Wagtail's own door.
            if not name.startswith("wagtailsnippets_")
            and not getattr(entry.callback, "__module__", "").startswith(VENDOR)
            and not getattr(
                getattr(entry.callback, "view_class", None), "__module__", ""
            ).startswith(VENDOR)
        ),
        key=lambda own: own.route,
    )


def tried_with(own: Own) -> list[Address]:
    return ADDRESSES.get(own.name, [Address("everybody", lambda _things: {})])


def path_of(own: Own, address: Address, things: Things) -> str:
    arguments = address.arguments(things)
    assert set(arguments) >= set(own.parameters), own.route
    return reverse(own.name, kwargs=arguments) + address.query(things)
