"""Look at the stored texts of plans by the rules of today: hide what reads like the number of a
person, and name what is marked as not for everybody."""

from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.translation import gettext as _

from content.plans.marked import said_by
from content.plans.models import PlanDocument
from content.plans.services.checking import hide_contacts, marked_texts


class Command(BaseCommand):
    """`manage.py check_texts`. It may be broken off and run again."""

    help = "Hide numbers of persons in texts imported before that was done, and list marked texts."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        seen = hidden = marked = 0
        for document in PlanDocument.objects.order_by("pk"):
            seen += 1
            hidden += (new := hide_contacts(document=document))
            if new:
                self.stdout.write(
                    _("  %(plan)s：%(count)d 条像联系人，先不公开，等编辑核定：%(page)s")
                    % {"plan": document, "count": new, "page": _page(document)}
                )
            for one in marked_texts(document=document):
                marked += 1
                self.stdout.write(
                    _("  %(plan)s第 %(number)d 版：%(said)s，现在是“%(visibility)s”：%(page)s")
                    % {
                        "plan": document,
                        "number": one.version.number,
                        "said": said_by(one.marking),
                        "visibility": document.get_visibility_display(),
                        "page": reverse("plans_desk:change", args=[document.slug]),
                    }
                )
        counts = {"seen": seen, "hidden": hidden, "marked": marked}
        self.stdout.write(
            _("看了 %(seen)d 份文件，先不公开 %(hidden)d 条，有标志的 %(marked)d 版") % counts
        )
        if marked:
            self.stdout.write(
                _("有标志的没有动：请编辑先在登记页收紧公开范围，再照保密规定核对、处理。")
            )


def _page(document: PlanDocument) -> str:
    """Where its editors judge them: the version in force, else the newest."""
    newest = document.versions.order_by("-number").values_list("pk", flat=True).first()
    return reverse("plans_desk:review", args=[document.current_version_id or newest]) + "#hidden"
