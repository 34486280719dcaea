"""What each address of plans, comments, marks and drills names, as `addresses` says of all."""

from typing import Any, Final

from content.plans.models import DueRule
from tests.samples import states
from tests.samples.address import Address, by
from tests.samples.things import Things

plan = by("slug", "plan", "slug")
internal_plan = by("slug", "internal_plan", "slug")
draft = by("pk", "draft", "pk")
PLAN_MAKERS: Final = ("plan.edit", "plan.publish")


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


def _widening(things: Things) -> dict[str, Any]:
    return {"pk": states.a_widening(things).pk}


def _goal(things: Things) -> dict[str, Any]:
    clause = things.plan.current_version.clauses.get(text="应急体系基本健全。")
    return {"pk": clause.version_id, "anchor": clause.anchor, "start": 0}


def _task(things: Things) -> dict[str, Any]:
    found = states.a_task(things)
    return {
        "pk": things.draft.pk, "anchor": found.clause.anchor, "digest": found.proposal.digest,
    }  # fmt: skip


PLAN_ADDRESSES: Final[dict[str, list[Address]]] = {
    "plans:clause": [
        Address("everybody", by("anchor", "clause", "anchor"), "公开文件"),
        Address("reading", by("anchor", "internal_clause", "anchor"), "内部文件"),
    ],
    "marks:mark": [
        Address("everybody", by("anchor", "clause", "anchor"), "公开文件"),
        Address("reading", by("anchor", "internal_clause", "anchor"), "内部文件"),
    ],
    "marks:follow": [Address("everybody", by("anchor", "clause", "anchor"))],
    "marks:remove": [Address("everybody", by("anchor", "clause", "anchor"))],
    "comments:plan": [
        Address("unit", plan, "公开文件"), Address("unit", internal_plan, "内部文件"),
    ],
    "comments:clause": [
        Address("unit", by("anchor", "clause", "anchor"), "公开文件"),
        Address("unit", by("anchor", "internal_clause", "anchor"), "内部文件"),
    ],
    "comments:version_clause": [Address("unit", _drafted_clause, actions=PLAN_MAKERS)],
    "comments:invite": [Address("unit", draft)],
    "comments:invited": [Address("person", by("pk", "invitation", "pk"))],
    "comments:invited_clause": [Address("person", _invited_clause)],
    "comments:leave": [Address("person", by("pk", "invitation", "pk"))],
    "comments:uninvite": [Address("unit", _asked_in_draft)],
    "comments:reply": [Address("unit", by("pk", "comment", "pk"))],
    "comments:take_out": [Address("unit", by("pk", "comment", "pk"))],
    "comments:answer": [Address("unit", by("pk", "comment", "pk"))],
    "comments:withdraw": [Address("unit", by("pk", "comment", "pk"))],
    "errata:report": [
        Address("everybody", by("anchor", "clause", "anchor"), "公开文件"),
        Address("reading", by("anchor", "internal_clause", "anchor"), "内部文件"),
    ],
    "errata:receipt": [Address("everybody", by("public_id", "report", "public_id"))],
    "errata_desk:answer": [Address("unit", by("pk", "report", "pk"))],
    "errata_desk:take_out": [Address("unit", by("pk", "report", "pk"))],
    "plans:document": _plan_pages({}),
    "plans:page": _plan_pages({"number": 1}),
    "plans:find": _plan_pages({}),
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
    "plans_desk:progress_correct": [Address("unit", by("pk", "progress", "pk"))],
    "plans_desk:progress_show": [Address("unit", by("pk", "progress", "pk"))],
    "plans:attachment": [
        Address(
            "everybody",
            lambda things: {"slug": things.plan.slug, "pk": things.attachment.pk},
        )
    ],
    "plans_desk:attachments": [Address("unit", by("pk", "progress", "pk"))],
    "plans_desk:attachment": [Address("unit", by("pk", "attachment", "pk"))],
    "plans_desk:attachment_change": [Address("unit", by("pk", "attachment", "pk"))],
    "plans_desk:attachment_remove": [Address("unit", by("pk", "attachment", "pk"))],
    "plans_desk:workbook": [Address("unit", internal_plan)],
    "plans_desk:review": [Address("unit", draft, actions=PLAN_MAKERS)],
    "plans_desk:compare": [Address("unit", draft, actions=PLAN_MAKERS)],
    **{
        f"plans_desk:{name}": [Address("unit", draft, actions=PLAN_MAKERS)]
        for name in ("roles", "situations", "levels")
    },
    "plans_desk:role": [
        Address(
            "unit", lambda things: draft(things) | {"key": "xianyingjiguanliju"},
            actions=PLAN_MAKERS,
        )
    ],
    "plans_desk:submit": [Address("unit", draft)],
    "plans_desk:withdraw": [Address("unit", draft)],
    "plans_desk:approve": [Address("unit", draft)],
    "plans_desk:approve_and_publish": [Address("unit", draft)],
    "plans_desk:send_back": [Address("unit", draft)],
    "plans_desk:publish": [Address("unit", draft)],
    "plans_desk:discard": [Address("unit", draft)],
    "plans_desk:clause_visibility": [Address("unit", _drafted_clause)],
    "plans_desk:judge_visibility": [Address("unit", _drafted_clause)],
    "plans_desk:widening": [Address("unit", _widening, actions=PLAN_MAKERS)],
    **{
        f"plans_desk:widening_{step}": [Address("unit", _widening)]
        for step in ("confirm", "decline", "withdraw")
    },
    "plans_desk:correct": [Address("unit", lambda things: draft(things) | {"at": 0})],
    "plans_desk:undo_correction": [Address("unit", _correction)],
    "plans_desk:start_correction": [Address("unit", draft)],
    "plans_desk:original": [Address("unit", draft, actions=PLAN_MAKERS)],
    "plans_desk:drafts": [Address("unit", draft)],
    "plans_desk:dismiss": [Address("unit", draft)],
    "plans_desk:decide": [Address("unit", by("pk", "target_draft", "pk"))],
    "plans_desk:goals": [Address("unit", draft)],
    "plans_desk:goal_proxy": [Address("unit", _goal)],
    "plans_desk:goal_decline": [Address("unit", _goal)],
    "plans_desk:goal_reopen": [Address("unit", _goal)],
    "plans_desk:tasks": [Address("unit", draft)],
    "plans_desk:task_decide": [Address("unit", draft)],
    "plans_desk:task_units": [Address("unit", draft)],
    "plans_desk:task": [Address("unit", _task)],
    "plans_desk:task_reopen": [Address("unit", _task)],
    "plans_desk:reopen": [Address("unit", by("pk", "target_draft", "pk"))],
    "plans_desk:intake": [Address("person", by("public_id", "intake", "public_id"))],
    "plans_desk:change": [
        Address("unit", plan, "公开文件"),
        Address("unit", internal_plan, "内部文件"),
    ],
    "plans_desk:due_rule_new": [Address("county", lambda _: {})],
    "plans_desk:due_rule": [Address("county", lambda _: {"pk": DueRule.objects.earliest("pk").pk})],
    "plans_desk:calendar_year": [Address("county", lambda _: {"year": 2026})],
    "plans_desk:hazards": [Address("county", lambda _: {})],
    "plans_desk:check": [Address("unit", by("slug", "flood_plan", "slug"))],
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
        f"drills:{name}": [Address("unit", by("pk", "held_drill", "pk"))]
        for name in (
            "drill", "change", "log", "evidence_add", "evaluation", "improvement_new", "report",
        )
    },
    "drills:reopen": [Address("unit", by("pk", "held_drill", "pk"))],
    "drills:cancel": [Address("unit", by("pk", "planned_drill", "pk"))],
    "drills:evidence": [Address("unit", by("pk", "evidence", "pk"))],
    "drills:evidence_remove": [Address("unit", by("pk", "evidence", "pk"))],
    "drills:improvement": [Address("unit", by("pk", "improvement", "pk"))],
    "drills:improvement_change": [Address("unit", by("pk", "improvement", "pk"))],
    "drills:improvement_withdraw": [Address("unit", by("pk", "improvement", "pk"))],
    "drills:revise": [Address("unit", by("pk", "improvement", "pk"))],
    "drills:sheet": [Address("county", lambda _: {"kind": "live"})],
}  # fmt: skip
