"""Targets whose clause says something else than when they were confirmed."""

from django.db import transaction
from django.utils.translation import gettext as _

from content.pages import anchors
from content.targets.enums import TargetState
from content.targets.models import Target
from content.targets.services import (
    TargetRefused,
    refuse_other_measure,
    refuse_other_text,
    refuse_withheld,
)
from portal.foundation.audit.services import record
from portal.foundation.pagecache.services import purge
from portal.people.models import User


def flag_changed_clause(*, key: str, new_hash: str, withdrawn: bool) -> int:
    """Mark the targets that hang on a clause whose text changed, for somebody to look at; those
    that it agrees with again need nobody. Returns how many are marked."""
    targets = Target.objects.standing().filter(clause_key=key)
    agreeing = Target.objects.none() if withdrawn else targets.filter(clause_hash=new_hash)
    cleared = agreeing.filter(clause_changed=True).update(clause_changed=False)
    others = targets if withdrawn else targets.exclude(clause_hash=new_hash)
    flagged = others.update(clause_changed=True)
    if flagged or cleared:
        purge(reason="content.target.clause_changed")
    return flagged


@transaction.atomic
def uphold_target(*, target: Target, actor: User, read: str) -> bool:
    """Somebody read the changed clause, whose hash was `read`: it still promises what the target
    says. False where nobody waits for that, so that twice is once."""
    # The target's row first, the text after it: whoever changes the text takes this row too
    # (`flag_changed_clause`), so one of the two waits for the other.
    marked = Target.objects.filter(pk=target.pk, state=TargetState.CONFIRMED, clause_changed=True)
    if not marked.update(clause_changed=False):
        return False
    anchor = anchors.resolve(target.clause_key)
    if anchor is None or anchor.status == "withdrawn":
        raise TargetRefused(
            _("“%(name)s”依据的条文已经撤下，没有条文可以照旧。停用它，改用现行条文。")
            % {"name": target.name}
        )
    refuse_withheld(anchor)
    refuse_other_text(anchor, read)
    if not target.proxy_reason:
        refuse_other_measure(target.indicator, anchor, target.value)
    Target.objects.filter(pk=target.pk).update(clause_hash=anchor.content_hash)
    record(actor=actor, action="content.target.upheld", target=target, unit_id=target.unit_id)
    purge(reason="content.target.upheld")
    target.refresh_from_db()
    return True
