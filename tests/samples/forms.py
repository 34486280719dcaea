"""Every form of ours: on which page it stands, who fills it in, and with what.

An address that takes POST and is not listed here fails `tests/integration/test_bad_input.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.urls import reverse

from content.plans.models import DueRule, Intake
from portal.people.models import Unit
from quizzes.bank.domain.questions import TRUE_ID
from tests.samples import states
from tests.samples.controls import ANY
from tests.samples.county import PASSWORD, Things
from tests.samples.drills import PHOTO


@dataclass(frozen=True, slots=True)
class FormAt:
    """`page` is the path of the page the form stands on. `mine`: about the person's own things,
    not the unit's. `typed`: what a person types where the usual words are no answer.
    `prepared` brings things into the state in which the form is offered. `asks_again`: what is
    right is shown once more before it is done. `guessed`: what is right cannot be known here."""

    page: Callable[[Things], str]
    person: str = "administrator"
    mine: bool = False
    label: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    prepared: Callable[[Things], object] = lambda _things: None
    asks_again: bool = False
    guessed: bool = False


def at(name: str, query: str = "", **named: str) -> Callable[[Things], str]:
    """`named`: parameter of the address → what it is of, as `plan.slug`."""

    def path(things: Things) -> str:
        arguments = {}
        for parameter, wanted in named.items():
            what, attribute = wanted.split(".")
            arguments[parameter] = getattr(getattr(things, what), attribute)
        return reverse(name, kwargs=arguments) + query.format(things=things)

    return path


def _of_new_village(name: str) -> Callable[[Things], str]:
    return lambda _things: reverse(name, args=[Unit.objects.get(code="xincun").pk])


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


def _of_goal(name: str) -> Callable[[Things], str]:
    def path(things: Things) -> str:
        goal = states.a_goal(things)
        return reverse(
            f"plans_desk:{name}",
            args=[goal.clause.version_id, goal.clause.anchor, goal.goal.start],
        )

    return path


SCHEME: Final = {
    "slug": "a-new-scheme", "assessment": ANY, "issuer": ANY, "kind": ANY, "prefix": "QH",
    "validity_months": "36", "renewal_days": "90",
}  # fmt: skip
TARGET: Final = {"slug": "a-new-target", "value": "12", "starts": "2027-01-01", "due": "2028-12-31"}
PROGRESS: Final = {
    "kind": "yearly", "covers_from": "2026-01-01", "covers_to": "2026-06-30",
    "noted_on": "2026-06-30", "clause": "", "target": "", "figure": "12.5",
    "source_url": "https://www.example.gov.cn/",
}  # fmt: skip
PLAN: Final = "安澜县工作计划\n\n一、总体要求\n\n做好工作。"
STEM: Final = {
    "truth": TRUE_ID, "right": ANY, "stem": "摇晃时先做什么？",
    **{f"text_{number}": f"第 {number} 种做法" for number in range(1, 7)},
}  # fmt: skip
RESULTS: Final = at("attempts:results", slug="paper.slug")
QUESTION: Final = at("bank:question", public_id="question.public_id")
PAPER: Final = at("papers:paper", slug="paper.slug")
CHECK: Final = at("plans_desk:check", slug="flood_plan.slug")
RELATIONS: Final = at("plans_desk:relations", slug="plan.slug")
DRILL: Final = at("drills:drill", pk="held_drill.pk")
REVIEW: Final = at("plans_desk:review", pk="draft.pk")
ACCOUNT: Final = {"person": "citizen", "mine": True}
TWICE: Final = ACCOUNT | {"prepared": states.signed_in_elsewhere}

FORMS: Final[dict[str, list[FormAt]]] = {
    "knowledge_withdraw": [
        FormAt(
            at("knowledge_withdraw", page_id="guide.pk"), typed={"replacement_url": "/guides/"}
        )
    ],
    "knowledge_cancel_review": [
        FormAt(at("knowledge_cancel_review", page_id="guide.pk"), prepared=states.page_in_review)
    ],
    "accounts:profile": [FormAt(at("accounts:profile"), **ACCOUNT)],
    "accounts:delete": [FormAt(at("accounts:delete"), typed={"word": "注销"}, **ACCOUNT)],
    "accounts:end_session": [FormAt(at("usersessions_list"), **TWICE)],
    "accounts:leave": [FormAt(at("accounts:leave", pk="own_role.pk"), **ACCOUNT)],
    "accounts:new_notice": [
        FormAt(at("accounts:new_notice"), prepared=states.agreed_to_older_words, **ACCOUNT)
    ],
    "accounts:withdraw_consent": [
        FormAt(at("accounts:privacy"), prepared=states.consented, **ACCOUNT)
    ],
    "reset_second_factor": [
        FormAt(
            at("reset_second_factor", public_id="holder.public_id"), prepared=states.with_a_factor
        )
    ],
    "people:add": [FormAt(at("people:add"), typed={"person": "h-own"})],
    "people:home_unit": [FormAt(at("people:home_unit", public_id="holder.public_id"))],
    "people:add_role": [FormAt(at("people:add_role", public_id="holder.public_id"))],
    "people:unit_add": [
        FormAt(
            at("people:unit_add"), typed={"code": "xincun", "division": "", "kind": "village"}
        )
    ],
    "people:unit_change": [
        FormAt(at("people:unit_change", pk="unit.pk"), typed={"division": ""})
    ],
    "people:unit_move": [
        FormAt(
            _of_new_village("people:unit_move"),
            typed={"parent": "laocun"}, prepared=states.two_villages,
        )
    ],
    "people:unit_close": [
        FormAt(_of_new_village("people:unit_close"), prepared=states.new_village)
    ],
    "people:end": [FormAt(at("people:end", pk="membership.pk"))],
    "foundation:inbox_read_all": [FormAt(at("foundation:inbox"), **ACCOUNT)],
    "marks:mark": [FormAt(at("marks:mark", anchor="clause.anchor"))],
    "marks:follow": [
        FormAt(at("marks:mark", anchor="clause.anchor"), prepared=states.with_an_older_mark)
    ],
    "marks:remove": [
        FormAt(
            at("marks:mark", anchor="clause.anchor"), prepared=states.with_a_mark, asks_again=True
        )
    ],
    "plans_desk:upload": [
        FormAt(at("plans_desk:upload"), typed={"text": PLAN})
    ],
    "plans_desk:intake": [
        FormAt(_undecided, mine=True, prepared=states.asked_whether_it_is_known)
    ],
    "plans_desk:change": [FormAt(at("plans_desk:change", slug="plan.slug"))],
    "plans_desk:publish": [FormAt(REVIEW, asks_again=True)],
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
    "plans_desk:trigger_settle": [FormAt(CHECK)],
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
            lambda things: reverse(
                "plans_desk:drafts", args=[things.target_draft.clause.version_id]
            ) + "?state=dismissed",
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
    "drills:improvement_new": [
        FormAt(
            at("drills:improvement_new", pk="held_drill.pk"), typed={"due_on": "2027-01-01"}
        )
    ],
    "drills:improvement": [
        FormAt(
            at("drills:improvement", pk="improvement.pk"),
            typed={"done_on": "2026-06-01", "file": PHOTO},
        )
    ],
    "drills:revise": [FormAt(at("drills:improvement", pk="improvement.pk"))],
    "drills:sheet": [
        FormAt(
            lambda _things: reverse("drills:sheet", args=["live"]),
            person="superuser", typed={"lines": "指挥｜及时启动｜100"},
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
    "targets:desk_new": [
        FormAt(at("targets:desk_new", "?clause={things.clause.key}"), typed=TARGET)
    ],
    "targets:indicator_new": [
        FormAt(at("targets:indicator_new"), person="superuser", typed={"slug": "a-new-indicator"})
    ],
    "targets:indicator": [
        FormAt(lambda _things: reverse("targets:indicator", args=["sample"]), person="superuser")
    ],
    "targets:desk_confirm": [FormAt(at("targets:desk"), asks_again=True)],
    "targets:desk_uphold": [
        FormAt(at("targets:desk"), asks_again=True, prepared=states.with_a_changed_clause)
    ],
    "targets:desk_discard": [FormAt(at("targets:desk"), asks_again=True)],
    "targets:desk_retire": [
        FormAt(at("targets:desk_retire", slug="target.slug"), typed={"reason": ANY})
    ],
    "targets:desk_note": [
        FormAt(at("targets:desk_note", slug="target.slug"), prepared=states.with_a_retired_target)
    ],
    "targets:desk_recount": [FormAt(at("targets:desk"))],
    "certificates:claim": [
        FormAt(at("certificates:mine"), prepared=states.passed_of_unknown_age, **ACCOUNT)
    ],
    "certificates:scheme_new": [
        FormAt(at("certificates:scheme_new"), typed=SCHEME, prepared=states.stopped_issuing)
    ],
    "certificates:scheme": [FormAt(at("certificates:scheme", slug="scheme.slug"))],
    "certificates:desk_revoke": [
        FormAt(
            at("certificates:desk_revoke", number="certificate.number"),
            typed={"reason": ANY}, asks_again=True,
        )
    ],
    "bank:new": [
        FormAt(at("bank:new", f"?kind={kind}"), label=kind, typed=STEM | typed)
        for kind, typed in (
            ("single", {}), ("multiple", {}), ("true_false", {}),
            ("fill_in", {"stem": "震级每差 ___ 级。", "blanks": "1|一"}),
        )
    ],
    "bank:edit": [FormAt(at("bank:edit", public_id="question.public_id"), typed=STEM)],
    "bank:submit": [FormAt(QUESTION, prepared=states.worded_anew)],
    "bank:publish": [FormAt(QUESTION, prepared=states.in_review)],
    "bank:confirm": [FormAt(QUESTION, prepared=states.source_moved)],
    "bank:send_back": [FormAt(QUESTION, prepared=states.in_review)],
    "bank:retire": [FormAt(QUESTION)],
    "papers:new": [FormAt(at("papers:new"), typed={"slug": "a-new-paper"})],
    "papers:policies": [FormAt(at("papers:policies", slug="paper.slug"))],
    "papers:fixed": [FormAt(at("papers:fixed", slug="paper.slug"))],
    "papers:blueprint": [
        FormAt(
            at("papers:blueprint", slug="paper.slug"),
            typed={"cell-0-count": "1", "cell-0-mark": "5"}, asks_again=True,
        )
    ],
    "papers:open_draft": [FormAt(PAPER, prepared=states.no_draft)],
    "papers:publish": [FormAt(PAPER, asks_again=True)],
    "papers:withdraw": [FormAt(PAPER, asks_again=True)],
    "attempts:start": [FormAt(at("attempts:start", slug="paper.slug"), person="learner")],
    "attempts:save": [
        FormAt(
            lambda things: reverse("attempts:question", args=[things.running.public_id, 1]),
            **ACCOUNT,
        )
    ],
    "attempts:submit": [
        FormAt(at("attempts:review", public_id="running.public_id"), **ACCOUNT)
    ],
    "attempts:late": [FormAt(RESULTS, typed={"reason": ANY})],
    "attempts:record": [
        FormAt(
            at("attempts:record", slug="paper.slug", public_id="closed.public_id"),
            typed={"reason": "考场停电"},
        )
    ],
    "attempts:extra_time": [FormAt(RESULTS, typed={"username": "h-own", "reason": "requested"})],
}  # fmt: skip
"""By the name of the address that the form is sent to."""

NOBODY: Final = {"person": ""}

DOORS: Final[dict[str, list[FormAt]]] = {
    "account_login": [
        FormAt(at("account_login"), typed={"login": "p-citizen", "password": PASSWORD}, **NOBODY)
    ],
    "account_signup": [
        FormAt(
            at("account_signup"), typed={"username": "新来的人", "phone": "", "email": ""}, **NOBODY
        )
    ],
    "account_request_login_code": [
        FormAt(at("account_request_login_code"), typed={"email": ""}, **NOBODY)
    ],
    "account_reset_password": [FormAt(at("account_reset_password"), **NOBODY)],
    "account_change_password": [
        FormAt(at("account_change_password"), typed={"oldpassword": PASSWORD}, **ACCOUNT)
    ],
    "account_email": [FormAt(at("account_email"), **ACCOUNT)],
    "account_change_phone": [FormAt(at("account_change_phone"), **ACCOUNT)],
    "account_reauthenticate": [
        FormAt(at("account_reauthenticate"), typed={"password": PASSWORD}, **ACCOUNT)
    ],
    "account_logout": [FormAt(at("account_logout"), **ACCOUNT)],
    "usersessions_list": [FormAt(at("usersessions_list"), **TWICE)],
    "mfa_activate_totp": [FormAt(at("mfa_activate_totp"), guessed=True, **ACCOUNT)],
    "mfa_generate_recovery_codes": [
        FormAt(at("mfa_generate_recovery_codes"), guessed=True, **ACCOUNT)
    ],
    "mfa_add_webauthn": [FormAt(at("mfa_add_webauthn"), guessed=True, **ACCOUNT)],
    "mfa_login_webauthn": [FormAt(at("account_login"), **NOBODY)],
}  # fmt: skip
"""Forms whose views are of a library, on pages of ours."""
