from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.people.models import Unit
from portal.people.rights import units_for


class KnowledgePageForm(WagtailAdminPageForm):
    """Offers only the units in which the person at the screen may edit this kind of page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("owner_unit")
        if field is None or self.for_user is None:
            return
        allowed = units_for(self.for_user, type(self.instance).edit_action)
        field.queryset = Unit.objects.filter(pk__in=allowed).order_by("code")
        field.error_messages["invalid_choice"] = _("你不能把页面归到这个单位，请从列表里选。")
        field.error_messages["required"] = _("选一个单位：谁管这一页。")
        if self.instance.owner_unit_id is None and len(allowed) == 1:
            field.initial = next(iter(allowed))
