from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content.taxonomy.models import Hazard


class HazardsField(forms.ModelMultipleChoiceField):
    """Hazards by their number, or by what `to_field_name` says. What is none of them never
    reaches the database, which answers numbers of twenty digits and NULs with an error of
    its own."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("queryset", Hazard.objects.all())
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**options)

    def clean(self, value: Sequence[str] | None) -> Any:
        name = self.to_field_name or "pk"
        known = {str(one) for one in Hazard.objects.values_list(name, flat=True)}
        for one in value or ():
            if str(one) not in known:
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(one)[:20]},
                )
        return super().clean(value)
