"""What changes plans. Each service is one use case, one transaction, one audit event."""

from content.plans.services.attachments import (
    attach,
    change_attachment,
    remove_attachment,
    sweep_attachments,
)
from content.plans.services.confirming import (
    change_or_propose,
    confirm_widening,
    decline_widening,
    propose_widening,
    withdraw_widening,
)
from content.plans.services.corrections import (
    correct_alike,
    correct_draft,
    is_long,
    read_again,
    tend_rereadings,
    undo_correction,
)
from content.plans.services.drawing import draw_target
from content.plans.services.dues import (
    enter_year,
    hazards_state,
    judge_hazards,
    save_rule,
    year_state,
)
from content.plans.services.entries import SaidBefore, SeemsKnown
from content.plans.services.extracts import make_extracts, tend_extracts
from content.plans.services.following import finish_follow_up, tend_follow_ups
from content.plans.services.freed import FreedText, freed_clauses, texts_of
from content.plans.services.goals import ask_anew, decline_goal, reopen_goal, set_proxy
from content.plans.services.importing import Imported, import_document
from content.plans.services.intakes import (
    decide_intake,
    read_intake,
    receive,
)
from content.plans.services.joining import Joining
from content.plans.services.leftovers import sweep_leftovers
from content.plans.services.originals import (
    OriginalLost,
    bytes_of,
    open_original,
    sweep_originals,
)
from content.plans.services.progress import note_progress, show_progress
from content.plans.services.publishing import (
    publish_if_newest,
    publish_version,
)
from content.plans.services.register import PlanRefused, change_document, discard_draft
from content.plans.services.relations import mark_replaced, relate, unrelate
from content.plans.services.review import approve, approve_and_publish, return_, submit, withdraw
from content.plans.services.starting import ask_for_draft, begin_asked, draft_of_published
from content.plans.services.targets import (
    confirm_draft,
    decide_anew,
    dismiss_drafts,
    reopen_draft,
    suggested_comparator,
)
from content.plans.services.tasks import (
    confirm_tasks,
    correct_task,
    name_unit,
    refuse_tasks,
    reopen_task,
    restore_tasks,
    take_over_days,
)
from content.plans.services.triggers import reopen_trigger, set_trigger, settle_trigger
from content.plans.services.visibility import needs_another, set_visibility, state_of
from content.plans.services.waiting import forget, give_up, tend_intakes, waited_for_until

__all__ = [
    "FreedText",
    "Imported",
    "Joining",
    "OriginalLost",
    "PlanRefused",
    "SaidBefore",
    "SeemsKnown",
    "approve",
    "approve_and_publish",
    "ask_anew",
    "ask_for_draft",
    "attach",
    "begin_asked",
    "bytes_of",
    "change_attachment",
    "change_document",
    "change_or_propose",
    "confirm_draft",
    "confirm_tasks",
    "confirm_widening",
    "correct_alike",
    "correct_draft",
    "correct_task",
    "decide_anew",
    "decide_intake",
    "decline_goal",
    "decline_widening",
    "discard_draft",
    "dismiss_drafts",
    "draft_of_published",
    "draw_target",
    "enter_year",
    "finish_follow_up",
    "forget",
    "freed_clauses",
    "give_up",
    "hazards_state",
    "import_document",
    "is_long",
    "judge_hazards",
    "make_extracts",
    "mark_replaced",
    "name_unit",
    "needs_another",
    "note_progress",
    "open_original",
    "propose_widening",
    "publish_if_newest",
    "publish_version",
    "read_again",
    "read_intake",
    "receive",
    "refuse_tasks",
    "relate",
    "remove_attachment",
    "reopen_draft",
    "reopen_goal",
    "reopen_task",
    "reopen_trigger",
    "restore_tasks",
    "return_",
    "save_rule",
    "set_proxy",
    "set_trigger",
    "set_visibility",
    "settle_trigger",
    "show_progress",
    "state_of",
    "submit",
    "suggested_comparator",
    "sweep_attachments",
    "sweep_leftovers",
    "sweep_originals",
    "take_over_days",
    "tend_extracts",
    "tend_follow_ups",
    "tend_intakes",
    "tend_rereadings",
    "texts_of",
    "undo_correction",
    "unrelate",
    "waited_for_until",
    "withdraw",
    "withdraw_widening",
    "year_state",
]
