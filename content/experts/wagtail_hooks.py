from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from content.experts.models import ExpertContact


class ContactViewSet(SnippetViewSet):
    model = ExpertContact
    icon = "mobile-alt"
    menu_label = _("专家联系方式")
    add_to_admin_menu = True
    menu_order = 710
    list_display = ["expert"]
    form_fields = ["expert", "phone", "email"]
    copy_view_enabled = False
    list_export: list[str] = []

    def get_queryset(self, request: Any) -> Any:
        return policy_registry.get_by_type(ExpertContact).instances_user_has_any_permission_for(
            request.user, {"view"}
        )


register_snippet(ContactViewSet)
