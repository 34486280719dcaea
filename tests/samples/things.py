"""One object of each kind, of one unit or of one person, and the county that holds them."""

from dataclasses import dataclass, field

from allauth.usersessions.models import UserSession
from wagtail.models import Page

from content.comments.models import Comment, Invitation
from content.drills.models import Drill, Evidence, Improvement
from content.errata.models import ErrorReport
from content.experts.models import ExpertAccount, ExpertContact
from content.plans.models import (
    Clause,
    Intake,
    PlanCorrection,
    PlanDocument,
    PlanRelation,
    PlanVersion,
    ProgressAttachment,
    ProgressNote,
    RevisionTrigger,
    TargetDraft,
)
from content.targets.models import Target
from portal.foundation.messages.models import Message
from portal.people.models import Membership, Unit, User
from quizzes.attempts.models import AnswerEvent, Attempt
from quizzes.bank.models import Question
from quizzes.certificates.models import Certificate, Scheme
from quizzes.papers.models import Assessment


@dataclass
class Things:
    """One object of each kind of one unit, or of one person."""

    unit: Unit
    holder: User
    plan: PlanDocument | None = None
    internal_plan: PlanDocument | None = None
    relation: PlanRelation | None = None
    flood_plan: PlanDocument | None = None
    trigger: RevisionTrigger | None = None
    draft: PlanVersion | None = None
    planned_drill: Drill | None = None
    held_drill: Drill | None = None
    evidence: Evidence | None = None
    improvement: Improvement | None = None
    intake: Intake | None = None
    clause: Clause | None = None
    internal_clause: Clause | None = None
    comment: Comment | None = None
    report: ErrorReport | None = None
    asked: Invitation | None = None
    invitation: Invitation | None = None
    target_draft: TargetDraft | None = None
    correction: PlanCorrection | None = None
    progress: ProgressNote | None = None
    attachment: ProgressAttachment | None = None
    target: Target | None = None
    internal_target: Target | None = None
    question: Question | None = None
    paper: Assessment | None = None
    running: Attempt | None = None
    closed: Attempt | None = None
    late: AnswerEvent | None = None
    scheme: Scheme | None = None
    certificate: Certificate | None = None
    membership: Membership | None = None
    own_role: Membership | None = None
    message: Message | None = None
    session: UserSession | None = None
    guide: Page | None = None
    contact: ExpertContact | None = None
    expert_account: ExpertAccount | None = None


@dataclass
class County:
    people: dict[str, User] = field(default_factory=dict)
    objects: dict[str, Things] = field(default_factory=dict)
    mine: dict[str, Things] = field(default_factory=dict)
    indexes: dict[str, Page] = field(default_factory=dict)
