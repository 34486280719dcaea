from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import HistoryView, SnippetViewSet, UsageView

from content.experts.models import ExpertContact, ExpertPage
from portal.people.rights import Action, can


def _refuse_foreign(request: HttpRequest, contacts: Iterable[ExpertContact]) -> None:
    # Wagtail's snippet views ask the policy for the model only, not for the row at hand.
    policy = policy_registry.get_by_type(ExpertContact)
    for contact in contacts:
        if not policy.user_has_permission_for_instance(request.user, "change", contact):
            raise Http404


def _own(request: HttpRequest, contact: ExpertContact) -> ExpertContact:
    _refuse_foreign(request, [contact])
    return contact


class ContactHistoryView(HistoryView):
    """What was changed in the contact of an expert of one's units."""

    def get_object(self) -> ExpertContact:
        return _own(self.request, super().get_object())


class ContactUsageView(UsageView):
    """Where the contact of an expert of one's units is used."""

    def get_object(self) -> ExpertContact:
        return _own(self.request, super().get_object())


class ContactViewSet(SnippetViewSet):
    model = ExpertContact
    icon = "mobile-alt"
    menu_label = _("专家联系方式")
    add_to_admin_menu = True
    menu_order = 710
    list_display = ["expert"]
    form_fields = ["expert", "phone", "email"]
    copy_view_enabled = False
    history_view_class = ContactHistoryView
    usage_view_class = ContactUsageView
    list_export: list[str] = []

    def get_queryset(self, request: Any) -> Any:
        return policy_registry.get_by_type(ExpertContact).instances_user_has_any_permission_for(
            request.user, {"view"}
        )

    def register_chooser_viewset(self) -> None:
        """Nothing points to a contact, so there is no list to choose one from: it would show
        those of every unit."""


register_snippet(ContactViewSet)


@hooks.register("before_edit_snippet")
def refuse_foreign_contact(request: HttpRequest, instance: Any) -> None:
    if isinstance(instance, ExpertContact):
        _refuse_foreign(request, [instance])


@hooks.register("before_delete_snippet")
def refuse_foreign_contacts(request: HttpRequest, instances: Iterable[Any]) -> None:
    _refuse_foreign(request, [one for one in instances if isinstance(one, ExpertContact)])


@hooks.register("register_page_header_buttons")
def account_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """本人的账号 in the menu of an expert, for who keeps the page."""
    expert = page.specific_deferred
    if isinstance(expert, ExpertPage) and can(user, Action.EXPERT_EDIT, expert.owner_unit_id):
        yield Button(
            label=_("本人的账号"),
            url=reverse("experts:account", args=[page.pk]),
            icon_name="user",
            priority=56,
        )
