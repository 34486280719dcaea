from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import BlockField, BlockWidget

from portal.people.selectors import open_units


class CountedBlocks(BlockWidget):
    """Blocks whose counts and orders are numbers. Wagtail reads them by `int`, outside every form
    field; its own script always sends numbers, so that anything else comes from no page of ours."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            return super().value_from_datadict(data, files, name)
        except ValueError as error:
            raise BadRequest from error


class KnowledgePageForm(WagtailAdminPageForm):
    """Offers only the units in which the person at the screen may edit this kind of page, and of
    closed ones only the page's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            _read_rows(self)
        for field in self.fields.values():
            if isinstance(field, BlockField):
                field.widget = CountedBlocks(field.block)
        field = self.fields.get("owner_unit")
        if field is None or self.for_user is None:
            return
        allowed = open_units(
            self.for_user, type(self.instance).edit_action, kept=self.instance.owner_unit_id
        )
        field.queryset = allowed
        field.error_messages["invalid_choice"] = _("你不能把页面归到这个单位，请从列表里选。")
        field.error_messages["required"] = _("选一个单位：谁管这一页。")
        if self.instance.owner_unit_id is None and len(allowed) == 1:
            field.initial = allowed[0].pk

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        taken: set[str] = set()
        for row in self.source_rows():
            code = row.cleaned_data.get("code", "")
            if code and code in taken:
                row.add_error(
                    "code", _("“%(code)s”已经是另一个来源的代号，换一个。") % {"code": code}
                )
            taken.add(code)
        return cleaned

    def source_rows(self) -> list[Any]:
        """Forms of the sources that stay on the page, cleaned."""
        rows = self.formsets.get("sources")
        if rows is None:
            return []
        rows.is_valid()
        return [row for row in rows.forms if row.is_bound and not row.cleaned_data.get("DELETE")]


def _read_rows(form: Any) -> None:
    """Of rows below a page, and of rows below these, django-modelcluster reads the keys while it
    builds them, outside every form field; our own page sends keys that it was given."""
    for rows in getattr(form, "formsets", {}).values():
        try:
            built = rows.forms
        except ValidationError as error:
            raise BadRequest from error
        for row in built:
            _read_rows(row)
