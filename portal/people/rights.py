"""Who may do what, where: the one home of rights.

A right is an action held in a unit subtree. Roles come from dated memberships;
`MATRIX` says which actions a role carries. Nothing else in the project decides rights.
"""

from collections import defaultdict
from collections.abc import Collection
from enum import StrEnum
from typing import Final, TypeAlias, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from portal.people.enums import STAFF_ROLES, Role
from portal.people.models import Membership, Unit, UnitParent, User

Person: TypeAlias = User | AnonymousUser


class Action(StrEnum):
    PLAN_READ_INTERNAL = "plan.read_internal"
    PLAN_COMMENT = "plan.comment"
    PLAN_EDIT = "plan.edit"
    PLAN_PUBLISH = "plan.publish"
    PLAN_RULES = "plan.rules"
    GUIDE_EDIT = "guide.edit"
    GUIDE_PUBLISH = "guide.publish"
    COURSE_EDIT = "course.edit"
    EXPERT_EDIT = "expert.edit"
    QUESTION_EDIT = "question.edit"
    QUESTION_REVIEW = "question.review"
    PAPER_EDIT = "paper.edit"
    PAPER_PUBLISH = "paper.publish"
    ATTEMPT_REVIEW = "attempt.review"
    CERTIFICATE_REVOKE = "certificate.revoke"
    SCHEME_EDIT = "scheme.edit"
    TARGET_EDIT = "target.edit"
    TARGET_CONFIRM = "target.confirm"
    MEMBER_VIEW = "member.view"
    MEMBER_MANAGE = "member.manage"
    REGISTER_EXPORT = "register.export"
    AUDIT_READ = "audit.read"
    OPERATE = "operate"


A = Action
MATRIX: Final[dict[Role, frozenset[Action]]] = {
    Role.CITIZEN: frozenset(),
    Role.LEARNER: frozenset(),
    Role.VOLUNTEER: frozenset(),
    Role.EDITOR: frozenset(
        {
            A.PLAN_READ_INTERNAL,
            A.PLAN_COMMENT,
            A.PLAN_EDIT,
            A.GUIDE_EDIT,
            A.COURSE_EDIT,
            A.EXPERT_EDIT,
            A.QUESTION_EDIT,
            A.TARGET_EDIT,
        }
    ),
    Role.REVIEWER: frozenset(
        {
            A.PLAN_READ_INTERNAL,
            A.PLAN_COMMENT,
            A.PLAN_PUBLISH,
            A.GUIDE_PUBLISH,
            A.QUESTION_REVIEW,
        }
    ),
    Role.TRAINER: frozenset({A.PLAN_READ_INTERNAL, A.PLAN_COMMENT, A.COURSE_EDIT, A.QUESTION_EDIT}),
    Role.EXAMINER: frozenset(
        {
            A.PLAN_READ_INTERNAL,
            A.QUESTION_EDIT,
            A.QUESTION_REVIEW,
            A.PAPER_EDIT,
            A.PAPER_PUBLISH,
            A.ATTEMPT_REVIEW,
        }
    ),
    Role.ASSESSOR: frozenset({A.PLAN_READ_INTERNAL, A.PLAN_COMMENT}),
    Role.ADMINISTRATOR: frozenset(set(A) - {A.AUDIT_READ}),
    Role.AUDITOR: frozenset({A.PLAN_READ_INTERNAL, A.MEMBER_VIEW, A.AUDIT_READ}),
}
"""The administrator does not read the audit and the auditor changes nothing (GB/T 22239-2019)."""

READING: Final = frozenset({A.PLAN_READ_INTERNAL, A.MEMBER_VIEW})
"""What may be read where it belongs to no unit, by whoever may read it in some unit."""


KEPT: Final = "_standing"


class _Standing:
    """What one person holds today, read once per user object (three queries at most)."""

    __slots__ = ("roles", "roots", "units")

    def __init__(self, user: User) -> None:
        today = timezone.localdate()
        held = list(
            Membership.objects.filter(user=user).valid_on(today).values_list("unit_id", "role")
        )
        self.roles: frozenset[Role] = frozenset(Role(role) for _, role in held)
        self.units: dict[Action, set[int]] = defaultdict(set)
        self.roots: set[int] = set()
        if not any(MATRIX[Role(role)] for _, role in held):
            return
        children: dict[int, list[int]] = defaultdict(list)
        below: set[int] = set()
        for unit_id, parent_id in (
            UnitParent.objects.all().valid_on(today).values_list("unit_id", "parent_id")
        ):
            children[parent_id].append(unit_id)
            below.add(unit_id)
        # A unit that nobody has put into the tree yet is no root, or whoever runs it would
        # run the county; where there is no tree at all, every unit counts.
        self.roots = children.keys() - below or set(Unit.objects.values_list("id", flat=True))
        for unit_id, role in held:
            actions = MATRIX[Role(role)]
            if not actions:
                continue
            subtree = _descend(unit_id, children)
            for action in actions:
                self.units[action] |= subtree


def _descend(root: int, children: dict[int, list[int]]) -> set[int]:
    """The unit and all that hang on it; with the units above in place of those below, upwards."""
    seen, waiting = {root}, [root]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
    return seen


def _standing(user: Person) -> _Standing:
    """Of somebody who is signed in: `_is_person` was asked before."""
    # By attribute, not by `__dict__`: `request.user` is a shell around the person, and whoever
    # asks the person inside (permission backends do) has to find what the shell was told.
    standing: _Standing | None = getattr(user, KEPT, None)
    if standing is None:
        standing = _Standing(cast(User, user))
        setattr(user, KEPT, standing)
    return standing


def forget(user: User) -> None:
    """Drop what was read for this user object, after a membership changed."""
    if hasattr(user, KEPT):
        delattr(user, KEPT)


def _is_person(user: Person) -> bool:
    return user.is_authenticated and user.is_active


def roles_of(user: Person) -> frozenset[Role]:
    """Roles held today in any unit."""
    return _standing(user).roles if _is_person(user) else frozenset()


def is_staff(user: Person) -> bool:
    return _is_person(user) and (user.is_superuser or bool(roles_of(user) & STAFF_ROLES))


def units_for(user: Person, action: Action) -> set[int]:
    """Ids of the units in which the person may do `action` today."""
    if not _is_person(user):
        return set()
    if user.is_superuser:
        return set(Unit.objects.values_list("id", flat=True))
    return set(_standing(user).units.get(action, ()))


def uppermost_for(user: Person, action: Action) -> list[int | None]:
    """Ids of the units in which the person may do `action` today by no unit above them. What is
    done in all of them at once is recorded with these, where their auditors see it."""
    held = units_for(user, action)
    parents = UnitParent.objects.all().valid_on(timezone.localdate())
    below = {unit for unit, parent in parents.values_list("unit_id", "parent_id") if parent in held}
    return [*sorted(held - below)]


def can(user: Person, action: Action, unit: Unit | int | None = None) -> bool:
    """May the person do `action` in `unit` (or in any unit when none is named)?"""
    if not _is_person(user):
        return False
    if user.is_superuser:
        return True
    held = _standing(user).units.get(action)
    if not held:
        return False
    if unit is None:
        return True
    return (unit.pk if isinstance(unit, Unit) else unit) in held


def roles_with(*actions: Action) -> list[Role]:
    """Roles that carry one of `actions`, in the order in which people know them."""
    return [role for role in Role if MATRIX[role].intersection(actions)]


def people_with(actions: Collection[Action]) -> QuerySet[User]:
    """Who may do one of `actions` in some unit today by their memberships, in one query."""
    roles = [role for role, held in MATRIX.items() if held.intersection(actions)]
    memberships = Membership.objects.filter(role__in=roles).valid_on(timezone.localdate())
    return User.objects.filter(is_active=True, pk__in=memberships.values("user"))


def people_who_can(action: Action, unit: int) -> QuerySet[User]:
    """Who may do `action` in this unit today by their memberships, there or in a unit above it,
    by name: one query here, one for the people."""
    today = timezone.localdate()
    above: dict[int, list[int]] = defaultdict(list)
    for below, parent in UnitParent.objects.all().valid_on(today).values_list("unit", "parent"):
        above[below].append(parent)
    roles = [role for role, held in MATRIX.items() if action in held]
    memberships = Membership.objects.filter(role__in=roles, unit__in=_descend(unit, above))
    return User.objects.filter(
        is_active=True, pk__in=memberships.valid_on(today).values("user")
    ).order_by("full_name", "pk")


def covers_root(user: Person, action: Action) -> bool:
    """Does the right reach over the whole unit tree, from every root that it has today?"""
    if not can(user, action):
        return False
    if user.is_superuser:
        return True
    standing = _standing(user)
    return standing.roots <= standing.units[action]


def can_where_it_belongs(user: Person, action: Action, unit: Unit | int | None) -> bool:
    """May the person do `action` to a thing of `unit`? What belongs to no unit (the front
    page, an index) is the whole county's: only rights over the root change it."""
    if unit is None and action not in READING:
        return covers_root(user, action)
    return can(user, action, unit)


def grants_for(user: Person) -> frozenset[str]:
    """Keys that open search documents and internal pages to this person."""
    if not _is_person(user):
        return frozenset({"public"})
    grants = {"public", "signed-in"}
    if is_staff(user):
        grants.add("staff")
    grants |= {f"unit:{unit_id}" for unit_id in units_for(user, Action.PLAN_READ_INTERNAL)}
    return frozenset(grants)
