"""Forms of the plan library: documents, progress, drills, marks, comments."""

from collections.abc import Callable
from typing import Final

from django.urls import reverse

from content.plans.models import DueRule, Intake
from tests.samples import drills, states
from tests.samples.controls import ANY
from tests.samples.drills import OTHER_PHOTO, PHOTO
from tests.samples.form_at import FormAt, at
from tests.samples.things import Things


def _undecided(_things: Things) -> str:
    return reverse("plans_desk:intake", args=[Intake.objects.get(state="undecided").public_id])


def _first_rule(_things: Things) -> str:
    return reverse("plans_desk:due_rule", args=[DueRule.objects.earliest("pk").pk])


RULE: Final = {
    "kinds": ANY,
    "amount": "20",
    "valid_from": "2026-01-01",
    "valid_to": "",
    "division": "",
}


def _first_clause(things: Things) -> str:
    clause = things.draft.clauses.filter(kind="clause").first()
    return reverse("plans_desk:correct", args=[things.draft.pk, clause.source_start])


def _readers_of_clause(things: Things) -> str:
    clause = things.draft.clauses.filter(kind="clause").first()
    return reverse("plans_desk:clause_visibility", args=[things.draft.pk, clause.anchor])


def _comments_in_draft(things: Things) -> str:
    clause = things.draft.clauses.filter(kind="clause").first()
    return reverse("comments:version_clause", args=[things.draft.pk, clause.anchor])


def _invited(things: Things) -> str:
    clause = things.invitation.version.clauses.filter(kind="clause").first()
    return reverse("comments:invited_clause", args=[things.invitation.pk, clause.anchor])


def _of_goal(name: str) -> Callable[[Things], str]:
    def path(things: Things) -> str:
        goal = states.a_goal(things)
        return reverse(
            f"plans_desk:{name}",
            args=[goal.clause.version_id, goal.clause.anchor, goal.goal.start],
        )

    return path


def _task(things: Things) -> str:
    found = states.a_task(things)
    return reverse(
        "plans_desk:task", args=[things.draft.pk, found.clause.anchor, found.proposal.digest]
    )


def _widening(things: Things) -> str:
    return reverse("plans_desk:widening", args=[states.a_widening(things).pk])


TARGET: Final = {"slug": "a-new-target", "value": "12", "starts": "2027-01-01", "due": "2028-12-31"}
PROGRESS: Final = {
    "kind": "yearly", "covers_from": "2026-01-01", "covers_to": "2026-06-30",
    "noted_on": "2026-06-30", "clause": "", "target": "", "figure": "12.5",
    "source_url": "https://www.example.gov.cn/",
}  # fmt: skip
SHEET: Final = {"weight_0": "40", "weight_1": "35.5", "weight_2": "24.5"} | {
    f"{column}_{row}": "" for row in (3, 4, 5) for column in ("aspect", "name", "weight", "guide")
}
"""Of a sheet of three indicators: its empty rows stay empty."""
PLAN: Final = "安澜县工作计划\n\n一、总体要求\n\n做好工作。"
CHECK: Final = at("plans_desk:check", slug="flood_plan.slug")
RELATIONS: Final = at("plans_desk:relations", slug="plan.slug")
DRILL: Final = at("drills:drill", pk="held_drill.pk")
REVIEW: Final = at("plans_desk:review", pk="draft.pk")

PLAN_FORMS: Final[dict[str, list[FormAt]]] = {
    "marks:mark": [FormAt(at("marks:mark", anchor="clause.anchor"))],
    "marks:follow": [
        FormAt(at("marks:mark", anchor="clause.anchor"), prepared=states.with_an_older_mark)
    ],
    "marks:remove": [
        FormAt(
            at("marks:mark", anchor="clause.anchor"), prepared=states.with_a_mark, asks_again=True
        )
    ],
    "comments:clause": [FormAt(at("comments:clause", anchor="clause.anchor"))],
    "comments:version_clause": [FormAt(_comments_in_draft)],
    "comments:reply": [FormAt(at("comments:reply", pk="comment.pk"))],
    "comments:invite": [
        FormAt(
            at("comments:invite", pk="draft.pk"),
            typed={"expert": "", "account": "p-learner", "until": states.in_a_week()},
        )
    ],
    "comments:invited_clause": [FormAt(_invited, mine=True)],
    "comments:leave": [
        FormAt(at("comments:invited", pk="invitation.pk"), mine=True, asks_again=True)
    ],
    "comments:uninvite": [FormAt(at("comments:invite", pk="draft.pk"), asks_again=True)],
    "comments:take_out": [FormAt(at("comments:take_out", pk="comment.pk"))],
    "comments:answer": [FormAt(at("comments:answer", pk="comment.pk"))],
    "errata:report": [FormAt(at("errata:report", anchor="clause.anchor"))],
    "errata_desk:answer": [FormAt(at("errata_desk:answer", pk="report.pk"))],
    "errata_desk:take_out": [FormAt(at("errata_desk:take_out", pk="report.pk"))],
    "comments:withdraw": [
        FormAt(
            at("comments:clause", anchor="clause.anchor"),
            prepared=states.with_an_own_comment,
            asks_again=True,
        )
    ],
    "plans_desk:upload": [FormAt(at("plans_desk:upload"), typed={"text": PLAN})],
    "plans_desk:intake": [FormAt(_undecided, mine=True, prepared=states.asked_whether_it_is_known)],
    "plans_desk:change": [FormAt(at("plans_desk:change", slug="plan.slug"))],
    "plans_desk:widening_confirm": [FormAt(_widening)],
    "plans_desk:widening_decline": [FormAt(_widening)],
    "plans_desk:widening_withdraw": [FormAt(_widening, prepared=states.an_own_widening)],
    "plans_desk:submit": [FormAt(REVIEW)],
    "plans_desk:withdraw": [FormAt(REVIEW, prepared=states.plan_in_review)],
    "plans_desk:approve": [FormAt(REVIEW, prepared=states.plan_in_review)],
    "plans_desk:approve_and_publish": [
        FormAt(REVIEW, prepared=states.plan_in_review, asks_again=True)
    ],
    "plans_desk:send_back": [FormAt(REVIEW, prepared=states.plan_in_review)],
    "plans_desk:publish": [FormAt(REVIEW, prepared=states.plan_approved, asks_again=True)],
    "plans_desk:discard": [FormAt(REVIEW, asks_again=True)],
    "plans_desk:due_rule_new": [
        FormAt(at("plans_desk:due_rule_new"), person="superuser", typed=RULE)
    ],
    "plans_desk:due_rule": [FormAt(_first_rule, person="superuser", typed=RULE)],
    "plans_desk:calendar_year": [
        FormAt(
            lambda _things: reverse("plans_desk:calendar_year", args=[2027]),
            person="superuser",
            typed={"off": "1月1日 元旦", "worked": "1月3日"},
        )
    ],
    "plans_desk:hazards": [FormAt(at("plans_desk:hazards"), person="superuser")],
    "plans_desk:check": [FormAt(CHECK, typed={"what": "law", "noticed_on": "2026-03-05"})],
    "plans_desk:trigger_settle": [
        FormAt(
            lambda things: reverse(
                "plans_desk:trigger_settle", args=[things.flood_plan.slug, things.trigger.pk]
            ),
            typed={"answer": "not_needed", "because": "预案里没有写到河堤"},
        )
    ],
    "plans_desk:relation_add": [
        FormAt(
            at("plans_desk:relation_add", slug="plan.slug"), typed={"other": "", "named": "某法"}
        )
    ],
    "plans_desk:relation_decide": [FormAt(RELATIONS)],
    "plans_desk:relation_supersede": [FormAt(RELATIONS, prepared=states.replacing_another)],
    "plans_desk:relation_remove": [FormAt(RELATIONS)],
    "plans_desk:progress_add": [
        FormAt(at("plans_desk:progress_add", slug="plan.slug"), typed=PROGRESS)
    ],
    "plans_desk:progress_correct": [
        FormAt(at("plans_desk:progress_correct", pk="progress.pk"), typed=PROGRESS)
    ],
    "plans_desk:progress_show": [FormAt(at("plans_desk:progress", slug="plan.slug"))],
    "plans_desk:attachments": [
        FormAt(at("plans_desk:attachments", pk="progress.pk"), typed={"file": OTHER_PHOTO})
    ],
    "plans_desk:attachment_change": [
        FormAt(at("plans_desk:attachment_change", pk="attachment.pk"), typed={"file": PHOTO})
    ],
    "plans_desk:attachment_remove": [
        FormAt(at("plans_desk:attachments", pk="progress.pk"), asks_again=True)
    ],
    "plans_desk:correct": [FormAt(_first_clause)],
    "plans_desk:clause_visibility": [FormAt(_readers_of_clause)],
    "plans_desk:judge_visibility": [FormAt(REVIEW, prepared=states.proposed)],
    "plans_desk:undo_correction": [FormAt(REVIEW)],
    "plans_desk:start_correction": [
        FormAt(lambda things: reverse("plans_desk:review", args=[things.plan.current_version_id]))
    ],
    "plans_desk:dismiss": [
        FormAt(at("plans_desk:drafts", "?state=open", pk="draft.pk"), typed={"draft": ANY})
    ],
    "plans_desk:reopen": [
        FormAt(
            lambda things: (
                reverse("plans_desk:drafts", args=[things.target_draft.clause.version_id])
                + "?state=dismissed"
            ),
            prepared=states.put_aside,
        )
    ],
    "plans_desk:decide": [FormAt(at("plans_desk:decide", pk="target_draft.pk"), typed=TARGET)],
    "drills:new": [FormAt(at("drills:new"), typed={"planned_on": "2027-05-12"})],
    "drills:change": [FormAt(at("drills:change", pk="planned_drill.pk"))],
    "drills:log": [
        FormAt(
            at("drills:log", pk="planned_drill.pk"),
            typed={"held_on": "2026-05-12", "residents": "40"},
        )
    ],
    "drills:cancel": [FormAt(at("drills:cancel", pk="planned_drill.pk"))],
    "drills:evidence_add": [FormAt(DRILL, typed={"file": PHOTO})],
    "drills:evidence_remove": [FormAt(DRILL)],
    "drills:evaluation": [
        FormAt(at("drills:evaluation", pk="held_drill.pk"), typed={"evaluated_on": "2026-06-01"})
    ],
    "drills:reopen": [
        FormAt(
            at("drills:reopen", pk="held_drill.pk"),
            prepared=lambda things: drills.evaluated(things.held_drill),
        )
    ],
    "drills:improvement_new": [
        FormAt(at("drills:improvement_new", pk="held_drill.pk"), typed={"due_on": "2099-01-01"})
    ],
    "drills:improvement": [
        FormAt(
            at("drills:improvement", pk="improvement.pk"),
            typed={"done_on": "2026-06-01", "file": PHOTO},
        )
    ],
    "drills:improvement_change": [FormAt(at("drills:improvement_change", pk="improvement.pk"))],
    "drills:improvement_withdraw": [FormAt(at("drills:improvement_withdraw", pk="improvement.pk"))],
    "drills:revise": [FormAt(at("drills:improvement", pk="improvement.pk"))],
    "drills:sheet": [
        FormAt(
            lambda _things: reverse("drills:sheet", args=["live"]),
            person="superuser",
            typed=SHEET,
        )
    ],
    "plans_desk:task_decide": [
        FormAt(at("plans_desk:tasks", pk="draft.pk"), typed={"task": ANY, "do": "confirm"})
    ],
    "plans_desk:task": [FormAt(_task, typed={"due_on": "2026-12-31"})],
    "plans_desk:task_reopen": [
        FormAt(at("plans_desk:tasks", pk="draft.pk"), prepared=states.with_a_confirmed_task)
    ],
    "plans_desk:task_units": [
        FormAt(
            at("plans_desk:task_units", "?written=县应急局", pk="draft.pk"),
            prepared=states.with_a_confirmed_task,
        )
    ],
    "plans_desk:goal_proxy": [
        FormAt(_of_goal("goal_proxy"), typed=TARGET | {"reason": "先看人数"})
    ],
    "plans_desk:goal_decline": [FormAt(_of_goal("goal_decline"))],
    "plans_desk:goal_reopen": [
        FormAt(
            lambda things: reverse("plans_desk:goals", args=[things.plan.current_version_id]),
            prepared=states.with_a_declined_goal,
        )
    ],
}
