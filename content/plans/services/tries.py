"""How often reading a long draft anew was tried, and the words that refused it."""

from django.db.models import F
from django.utils.translation import gettext as _

from content.plans.models import Rereading
from content.plans.services.alone import Busy
from content.plans.services.originals import OriginalLost
from content.plans.services.register import PlanRefused


def may_try(waiting: Rereading) -> bool:
    """Count one try more; False, with words, where there were enough."""
    tried = Rereading.objects.filter(pk=waiting.pk)
    if tried.filter(tries__lt=Rereading.TRIES).update(tries=F("tries") + 1):
        return True
    tried.filter(refusal="").update(
        refusal=_("这份文件读了 %(tries)d 次都没读完。") % {"tries": Rereading.TRIES}
    )
    return False


def not_read(waiting: Rereading, refusal: PlanRefused) -> None:
    """What passes by itself, a lock or a disk that is away, is no try."""
    lost = refusal.__cause__
    passes = isinstance(refusal, Busy) or (isinstance(lost, OriginalLost) and lost.for_now)
    # A correction that came meanwhile has begun to count anew.
    tried = Rereading.objects.filter(pk=waiting.pk, changed_at=waiting.changed_at)
    if passes:
        tried.update(tries=F("tries") - 1)
    else:
        tried.update(refusal=refusal.message)
