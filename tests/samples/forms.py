"""Every form of ours: on which page it stands, who fills it in, and with what.

An address that takes POST and is not listed here fails `tests/integration/test_bad_input.py`.
"""

from collections.abc import Callable
from typing import Final

from django.urls import reverse

from portal.people.models import Unit
from quizzes.bank.domain.questions import TRUE_ID
from tests.samples import expert_accounts, states
from tests.samples.controls import ANY
from tests.samples.county import PASSWORD
from tests.samples.form_at import FormAt, at
from tests.samples.plan_forms import PLAN_FORMS, TARGET
from tests.samples.things import Things


def _of_new_village(name: str) -> Callable[[Things], str]:
    return lambda _things: reverse(name, args=[Unit.objects.get(code="xincun").pk])


SCHEME: Final = {
    "slug": "a-new-scheme", "assessment": ANY, "issuer": ANY, "kind": ANY, "prefix": "QH",
    "validity_months": "36", "renewal_days": "90",
}  # fmt: skip
STEM: Final = {
    "truth": TRUE_ID, "right": ANY, "stem": "摇晃时先做什么？",
    **{f"text_{number}": f"第 {number} 种做法" for number in range(1, 7)},
}  # fmt: skip
RESULTS: Final = at("attempts:results", slug="paper.slug")
QUESTION: Final = at("bank:question", public_id="question.public_id")
PAPER: Final = at("papers:paper", slug="paper.slug")
ACCOUNT: Final = {"person": "citizen", "mine": True}
TWICE: Final = ACCOUNT | {"prepared": states.signed_in_elsewhere}

EXPERT: Final = at("experts:own", pk="expert_account.pk")
POOLED: Final = at("experts:account", pk="contact.expert_id")

FORMS: Final[dict[str, list[FormAt]]] = {
    "knowledge_withdraw": [
        FormAt(
            at("knowledge_withdraw", page_id="guide.pk"), typed={"replacement_url": "/guides/"}
        )
    ],
    "knowledge_cancel_review": [
        FormAt(at("knowledge_cancel_review", page_id="guide.pk"), prepared=states.page_in_review)
    ],
    "experts:account": [FormAt(POOLED, typed={"account": "p-learner"})],
    "experts:end": [FormAt(POOLED, prepared=expert_accounts.asked_of_the_pool, asks_again=True)],
    "experts:accept": [FormAt(EXPERT, mine=True)],
    "experts:decline": [FormAt(EXPERT, mine=True)],
    "experts:leave": [
        FormAt(EXPERT, mine=True, prepared=expert_accounts.connected, asks_again=True)
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
    **PLAN_FORMS,
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
