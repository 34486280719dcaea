"""意见: what people in office and whom they invite say of a clause, and what its editors answer."""

import uuid
from datetime import date
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from content.comments.enums import Kind, State, Verdict
from content.experts.enums import AccountState
from content.experts.models import ExpertAccount, ExpertPage
from content.plans.enums import Visibility
from portal.people.models import Unit, User

TEXT_LENGTH: Final = 2000
QUOTE_LENGTH: Final = 1000
"""Characters of the clause that are kept; its hash is of all of them."""
REASON_LENGTH: Final = 200


class CommentQuerySet(models.QuerySet["Comment"]):
    def standing(self) -> "CommentQuerySet":
        """Without what was taken back."""
        return self.exclude(state=State.WITHDRAWN)

    def waiting(self) -> "CommentQuerySet":
        """Those that ask for an answer and have none."""
        return self.filter(state=State.OPEN, taken_out_at=None).exclude(kind=Kind.AGREE)


class Comment(models.Model):
    """What one person said of a clause; it never changes, but may be taken out: then its words are
    empty. `anchor` is the clause through all texts of the document; `version` the text it was said
    of, None once that draft was thrown away. `quote` and `content_hash` are the clause as it read
    then, so that neither a draft read anew nor a new version takes it away. A reply (`reply_to`,
    one level) is about the same words.
    """

    document = models.ForeignKey(
        "content_plans.PlanDocument", models.CASCADE, related_name="comments"
    )
    version = models.ForeignKey(
        "content_plans.PlanVersion", models.SET_NULL, null=True, related_name="+"
    )
    anchor = models.UUIDField(editable=False)
    content_hash = models.CharField(max_length=64)
    quote = models.TextField(_("写意见时的条文"))
    reply_to = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies"
    )
    kind = models.CharField(_("种类"), max_length=10, choices=Kind)
    text = models.TextField(_("意见"))
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("写的人"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("所在单位")
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    written_at = models.DateTimeField(_("写的时间"), auto_now_add=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.OPEN)
    verdict = models.CharField(_("处理"), max_length=10, choices=Verdict, blank=True)
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("答复的人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    taken_out_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("谁拿掉文字")
    )
    taken_out_at = models.DateTimeField(_("拿掉文字的时间"), null=True)
    taken_out_for = models.CharField(_("拿掉的原因"), max_length=REASON_LENGTH, blank=True)

    objects = CommentQuerySet.as_manager()

    asked: "Invitation | None" = None
    """By which its author was asked, where a page tells it."""

    class Meta:
        verbose_name = _("对条文的意见")
        verbose_name_plural = _("对条文的意见")
        ordering = ["pk"]
        # Not in the admin: it would change them, and knows no reader of a clause.
        default_permissions = ()
        constraints = [
            # The same form sent twice is one comment.
            models.UniqueConstraint(fields=["author", "token"], name="comment_sent_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="comment_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="comment_state_known"),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(verdict__in=Verdict.values),
                name="comment_verdict_known",
            ),
            models.CheckConstraint(
                condition=(~Q(text="") | Q(taken_out_at__isnull=False))
                & Q(LessThanOrEqual(Length("text"), TEXT_LENGTH)),
                name="comment_text_length",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_at__isnull=True, taken_out_by__isnull=True, taken_out_for="")
                | Q(
                    taken_out_at__isnull=False,
                    taken_out_by__isnull=False,
                    taken_out_for__gt="",
                    text="",
                    answer="",
                    quote="",
                ),
                name="comment_taken_out_whole",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("answer"), TEXT_LENGTH),
                name="comment_answer_length",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=State.ANSWERED,
                    verdict__gt="",
                    answered_by__isnull=False,
                    answered_at__isnull=False,
                )
                & (Q(answer__gt="") | Q(taken_out_at__isnull=False))
                | (
                    ~Q(state=State.ANSWERED)
                    & Q(
                        verdict="",
                        answer="",
                        answered_by__isnull=True,
                        answered_at__isnull=True,
                    )
                ),
                name="comment_answered_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(reply_to__isnull=True) | ~Q(reply_to=F("id")),
                name="comment_no_reply_to_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["anchor"], name="comment_by_anchor"),
            models.Index(fields=["document", "state"], name="comment_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.text[:20]}"

    @property
    def key(self) -> str:
        """What the audit names it by: its clause."""
        return f"clause:{self.anchor}"

    @property
    def fragment(self) -> str:
        return f"comment-{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Does it ask for an answer that nobody has given?"""
        return self.state == State.OPEN and self.kind != Kind.AGREE and self.taken_out_at is None


NOTE_LENGTH: Final = 300


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self, today: date) -> "InvitationQuerySet":
        """Those that open a text to their people today: one of a document that was restricted
        meanwhile only where the invitation is for restricted texts too, one to an expert only
        while the account is that expert."""
        is_expert = Q(through__state=AccountState.ACCEPTED, through__expert__isnull=False)
        return self.filter(
            Q(with_restricted=True) | ~Q(version__document__visibility=Visibility.RESTRICTED),
            Q(through=None) | is_expert,
            withdrawn_at=None, until__gte=today, version__ready=True, person__is_active=True,
        )  # fmt: skip


class Invitation(models.Model):
    """An editor lets one person read one text of a plan and comment on its clauses, until a day
    (its last included). `with_restricted`: also those that are for its makers alone. `through`:
    that the account is the expert who was chosen; None where the account was. `withdrawn_by`:
    nobody where the server did."""

    version = models.ForeignKey(
        "content_plans.PlanVersion", models.CASCADE, related_name="invitations"
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("请谁"))
    through = models.ForeignKey(ExpertAccount, models.PROTECT, null=True, related_name="+")
    until = models.DateField(_("到哪天为止"))
    with_restricted = models.BooleanField(_("也能看限制的条文"), default=False)
    note = models.CharField(_("请他看什么"), max_length=NOTE_LENGTH, blank=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("邀请时间"), auto_now_add=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(_("收回时间"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("请人提意见")
        verbose_name_plural = _("请人提意见")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="commentinvitation_standing_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(withdrawn_by__isnull=True),
                name="commentinvitation_withdrawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.version}"

    @property
    def expert(self) -> ExpertPage | None:
        """Who was chosen by name from the pool."""
        return self.through.expert if self.through is not None else None

    @property
    def invited(self) -> str:
        """Of an expert with the account that reads, for whoever invites."""
        if self.expert is None:
            return str(self.person)
        return _("%(expert)s（账号：%(person)s）") % {"expert": self.expert, "person": self.person}

    @property
    def is_let_go(self) -> bool:
        """The account is no more the expert who was chosen."""
        through = self.through
        return through is not None and not (through.is_accepted and through.expert_id)
