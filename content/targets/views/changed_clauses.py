"""Looking at a target again whose clause changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from content.pages import anchors
from content.targets import changed_clauses, selectors
from content.targets.models import Target
from content.targets.services import TargetRefused
from content.targets.views.clauses import clause_in_words
from content.targets.views.own import target_of
from content.targets.wording import CHANGED
from portal.people import access
from portal.people.rights import Action
from themes import confirm


@access.requires(Action.TARGET_CONFIRM)
@access.post_only("targets:desk")
def desk_uphold(request: HttpRequest, slug: str) -> HttpResponse:
    """The clause changed and still promises the same; bound to the text on the page that asks."""
    target = target_of(request, Action.TARGET_CONFIRM, slug, Target.objects.confirmed())
    anchor = anchors.resolve(target.clause_key)
    read = anchor.content_hash if anchor else ""
    (row,) = selectors.rows(
        Target.objects.filter(pk=target.pk), on=timezone.localdate(), with_clauses=False
    )
    question = confirm.Question(
        question=_("条文没变意思，目标照旧？"),
        subject=target.name,
        consequences=[
            clause_in_words(anchor),
            _("目标：%(promise)s") % {"promise": row.promise_text},
            _("数、期限和范围还是这条条文定的，才照旧；变了就停用它，照新条文另登记一个。"),
            _("照旧以后，各处不再写“%(remark)s”。") % {"remark": CHANGED},
        ],
        label=_("目标照旧"),
        back=reverse("targets:desk"),
        about=(target.pk, read),
    )
    if target.clause_changed and not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    said = {"name": target.name}
    try:
        upheld = changed_clauses.uphold_target(
            target=target, actor=access.person_of(request), read=read
        )
    except TargetRefused as refused:
        messages.error(request, refused.message)
    else:
        done = _("“%(name)s”照旧，已记下核对过条文。") if upheld else _("“%(name)s”不用核对。")
        messages.success(request, done % said)
    return redirect("targets:desk")
