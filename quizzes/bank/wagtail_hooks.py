from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from content.pages.models import KnowledgePage
from portal.people import rights
from portal.people.rights import Action


@hooks.register("register_page_header_buttons")
def ask_about_it(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """据此出题 in the menu of a published page, for those who write questions."""
    if not page.live or not isinstance(page.specific_deferred, KnowledgePage):
        return
    if rights.can(user, Action.QUESTION_EDIT):
        yield Button(
            label=_("据此出题"),
            url=reverse("bank:passages", args=[page.pk]),
            icon_name="help",
            priority=56,
        )
