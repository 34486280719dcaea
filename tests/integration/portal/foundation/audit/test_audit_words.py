"""Every action, key and code that is recorded has words, and the screen and the file use them."""

import ast
import inspect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator

from content.comments.enums import Kind, Verdict
from content.drills.enums import GradeWord, SheetKind
from content.drills.services.drills import LOG_FIELDS, PLANNED_FIELDS
from content.drills.services.improving import FIELDS as IMPROVEMENT_FIELDS
from content.errata.enums import State as ErrataState
from content.plans.enums import CorrectionKind, RelationKind, RelationState, Trigger, Visibility
from content.plans.review_states import PublishedBy, VoidFor
from content.plans.services.dues import RULE_FIELDS
from content.plans.services.register import CHANGEABLE
from content.targets.enums import RetireReason
from portal.accounts.services.factors import ResetReason
from portal.foundation.audit import services, words
from portal.people.enums import Post, Role, UnitKind
from portal.people.reasons import EndReason, StartReason
from quizzes.attempts.enums import ClosedReason, ExtraTime, ResultState
from quizzes.attempts.reasons import LateReason, ScoreReason
from quizzes.bank.enums import Pool, QuestionKind
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.services.schemes import SchemeTerms
from quizzes.papers.enums import Purpose

ROOT = Path(__file__).resolve().parents[5]
CODE = re.compile(r"(?:accounts|people|foundation|content|quizzes|search)(?:\.[a-z_]+){1,2}")
RECORDERS = {"record", "_record", "_tell"}
GROUPS = ("portal", "content", "quizzes", "search", "themes")
CHINESE = re.compile("[\u4e00-\u9fff]")

NUMBERS_AND_NAMES = {
    "active", "attachment", "batches", "cells", "changed", "changed_clauses", "clauses",
    "code_points",
    "comment",
    "correction", "count",
    "created", "expert",
    "dangerous", "document_removed", "events", "format", "frequent", "indicators", "intact",
    "invitation",
    "improvement", "items", "number", "off", "passed", "plan",
    "position", "progress", "public",
    "questions", "report",
    "rows", "run", "scheme", "searched", "sessions", "sheet", "since", "size", "slot",
    "slug", "source",
    "version", "withdrawn", "worked", "year",
}  # fmt: skip
UNITS = {
    "content.drill.improvement_added": {"responsible_unit"},
    "content.drill.improvement_changed": {"responsible_unit"},
    "content.drill.improvement_finished": {"responsible_unit"},
    "content.drill.improvement_withdrawn": {"responsible_unit"},
    "content.drill.revision_proposed": {"responsible_unit"},
    "content.plan.task_unit_named": {"unit"},
    "people.home_unit.left": {"before", "unit"},
    "people.home_unit.set": {"before", "unit"},
    "people.unit": {"before", "parent"},
}
CODES: dict[tuple[str, str], Iterable[str]] = {
    ("accounts.demonstration.created", "role"): Role,
    ("accounts.factor.added", "kind"): Authenticator.Type,
    ("accounts.factor.removed", "kind"): Authenticator.Type,
    ("accounts.factor.reset", "kind"): Authenticator.Type,
    ("accounts.factor.reset_by_administrator", "kinds"): Authenticator.Type,
    ("accounts.factor.reset_by_administrator", "reason"): ResetReason,
    ("accounts.profile.changed", "fields"): ("full_name", "adult_confirmed_at"),
    ("content.comment.answered", "verdict"): Verdict,
    ("content.comment.invited", "visibility"): Visibility,
    ("content.comment.written", "kind"): Kind,
    ("content.drill.cancelled", "fields"): (),
    ("content.drill.changed", "fields"): PLANNED_FIELDS,
    ("content.drill.improvement_changed", "fields"): IMPROVEMENT_FIELDS,
    ("content.drill.evaluated", "grade"): GradeWord,
    ("content.drill.evidence_added", "kind"): (),
    ("content.drill.evidence_removed", "kind"): (),
    ("content.drill.log_changed", "fields"): LOG_FIELDS,
    ("content.drill.logged", "fields"): (*LOG_FIELDS, "state"),
    ("content.drill.planned", "fields"): (),
    ("content.drill.reopened", "grade"): GradeWord,
    ("content.drill.sheet_set", "sheet_kind"): SheetKind,
    ("content.indicator.redefined", "fields"): ("name", "definition", "measure", "source"),
    ("content.plan.changed", "fields"): (*CHANGEABLE, "hazards"),
    ("content.plan.clause_visibility", "visibility"): Visibility,
    ("content.plan.corrected", "kind"): CorrectionKind,
    ("content.plan.correction_undone", "kind"): CorrectionKind,
    ("content.plan.published", "by_way"): PublishedBy,
    ("content.plan.related", "kind"): RelationKind,
    ("content.plan.related", "state"): RelationState,
    ("content.plan.review_void", "void_for"): VoidFor,
    ("content.plan.rule_saved", "fields"): (*RULE_FIELDS, "kinds"),
    ("content.plan.trigger_reopened", "trigger"): Trigger,
    ("content.plan.trigger_set", "trigger"): Trigger,
    ("content.plan.trigger_settled", "trigger"): Trigger,
    ("content.plan.unrelated", "kind"): RelationKind,
    ("content.plan.widening_asked", "visibility"): Visibility,
    ("content.plan.widening_confirmed", "visibility"): Visibility,
    ("content.plan.widening_declined", "visibility"): Visibility,
    ("content.plan.widening_void", "visibility"): Visibility,
    ("content.plan.widening_withdrawn", "visibility"): Visibility,
    ("content.target.retired", "reason"): RetireReason,
    ("content.erratum.answered", "state"): ErrataState,
    ("people.home_unit.left", "fields"): ("home_unit_id", "staff_number"),
    ("people.home_unit.set", "fields"): ("home_unit_id", "staff_number"),
    ("people.membership.added", "from"): (),
    ("people.membership.added", "post"): Post,
    ("people.membership.added", "reason"): StartReason,
    ("people.membership.added", "role"): Role,
    ("people.membership.added", "to"): (),
    ("people.membership.ended", "from"): (),
    ("people.membership.ended", "post"): Post,
    ("people.membership.ended", "reason"): EndReason,
    ("people.membership.ended", "role"): Role,
    ("people.membership.ended", "to"): (),
    ("people.membership.left", "from"): (),
    ("people.membership.left", "role"): Role,
    ("people.membership.left", "to"): (),
    ("people.unit", "fields"): ("name", "kind", "division_id"),
    ("people.unit", "kind"): UnitKind,
    ("people.unit", "to"): (),
    ("quizzes.attempt.extra_time_set", "factor"): ExtraTime,
    ("quizzes.attempt.late", "reason"): LateReason,
    ("quizzes.attempt.rescored", "reason"): ScoreReason,
    ("quizzes.attempt.results_exported", "state"): ("all", *filter(None, ResultState.values)),
    ("quizzes.attempt.submitted", "reason"): ClosedReason,
    ("quizzes.certificate.revoked", "reason"): RevocationReason,
    ("quizzes.paper.created", "purpose"): Purpose,
    ("quizzes.question.created", "kind"): QuestionKind,
    ("quizzes.question.pool_moved", "from"): Pool,
    ("quizzes.question.pool_moved", "to"): Pool,
    ("quizzes.scheme.changed", "fields"): [one.name for one in fields(SchemeTerms)],
    ("quizzes.scheme.created", "fields"): [one.name for one in fields(SchemeTerms)],
}
"""Behind which keys codes stand, and which codes; none for dates."""


def _calls(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """The code handed to whatever records, by name or in place (of one put together, its start),
    and the keys of the data. Empty where the code is a parameter."""
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    made = {
        node.name: end.value
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        for end in node.body
        if isinstance(end, ast.Return)
    }
    gathered = {
        node.args.kwarg.arg
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.args.kwarg
    }
    known = set(inspect.signature(services.record).parameters)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        given = [word.value for word in call.keywords if word.arg == "action"]
        given += call.args if name in RECORDERS else []
        codes = []
        for value in given:
            if isinstance(value, ast.Name):
                value = ast.Constant(constants.get(value.id))
            if isinstance(value, ast.JoinedStr):
                value = value.values[0]
            if isinstance(value, ast.Constant) and CODE.match(str(value.value)):
                codes.append(str(value.value).rstrip("._"))
        keys = {
            word.arg for word in call.keywords if word.arg and word.arg not in known
        } if name in RECORDERS else set()  # fmt: skip
        for word in call.keywords if name in RECORDERS else ():
            data = word.value
            if word.arg == "data" and isinstance(data, ast.Call):
                data = made[data.func.id]
            if word.arg == "data" and isinstance(data, ast.Dict):
                spread = [
                    value for key, value in zip(data.keys, data.values, strict=True) if key is None
                ]
                assert all(getattr(one, "id", "") in gathered for one in spread), ast.dump(data)
                keys |= {key.value for key in data.keys if key is not None}
            elif word.arg == "data":
                assert isinstance(data, ast.Name) and data.id in gathered, ast.dump(data)
        for code in codes or ([""] if keys else []):
            yield code, keys


@pytest.fixture(scope="module")
def recorded() -> dict[str, set[str]]:
    """Every code, and the keys of its data. What a helper records is of all codes of its file."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (path for group in GROUPS for path in (ROOT / group).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "audit" not in text:
            continue
        calls = list(_calls(ast.parse(text)))
        shared = set().union(*(keys for code, keys in calls if not code))
        for code, keys in calls:
            if code:
                found[code] |= keys | shared
    return found


def test_every_action_that_is_recorded_has_words_and_no_other_has(recorded):
    known = set(words.actions_called(""))
    starts = recorded.keys() - known
    assert "people.unit" in starts and "content.page.withdrawn" in recorded
    assert not {code for code in starts if not any(one.startswith(code) for one in known)}
    assert not {code for code in known - recorded.keys() if not code.startswith(tuple(starts))}
    assert not {code for code in known if not CHINESE.search(words.action(code))}


def test_every_key_of_the_data_has_words(recorded):
    pairs = {(code, key) for code, keys in recorded.items() for key in keys}
    assert len(pairs) > 70 and ("quizzes.paper.composed", "cells") in pairs
    said = {pair: next(words.details(pair[0], {pair[1]: 7}, {}))[0] for pair in pairs}
    assert not {pair for pair, key in said.items() if not CHINESE.search(key)}


def test_every_code_in_the_data_has_words(recorded):
    pairs = {(code, key) for code, keys in recorded.items() for key in keys}
    told = {(code, key) for code, keys in UNITS.items() for key in keys} | CODES.keys()
    assert {pair for pair in pairs if pair[1] not in NUMBERS_AND_NAMES} - told == set()
    assert CODES.keys() <= pairs
    raw = {
        (action, key, str(one))
        for (action, key), codes in CODES.items()
        for one in codes
        if not CHINESE.search(next(words.details(action, {key: [str(one)]}, {}))[1])
    }
    assert not raw


def test_the_same_key_means_what_it_means_in_its_room():
    def said(action, **data):
        return list(words.details(action, data, {}))

    assert said("quizzes.attempt.extra_time_set", factor="1.50") == [("答题时间", "1.5 倍")]
    assert said("accounts.factor.added", kind="totp") == [("验证方式", "手机验证器")]
    assert said("quizzes.question.created", kind="single") == [("题型", "单选")]
    assert said("people.unit.added", kind="town") == [("类别", "乡镇、街道")]
    assert said("people.membership.ended", reason="transferred") == [("原因", "调走")]
    assert said("people.membership.added", reason="transferred") == [("原因", "调入")]
