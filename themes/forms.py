"""How a Django form looks when a template says `{{ form }}` or `{{ form.name.as_field_group }}`."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template import loader


class Renderer(DjangoTemplates):
    """Our templates for forms and fields; Django's and each app's own for widgets.

    Set as FORM_RENDERER. Widget templates keep coming from the installed apps, so the
    admin's widgets are untouched.
    """

    form_template_name = "components/form_body.html"
    field_template_name = "components/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("components/"):
            return loader.get_template(template_name)
        return super().get_template(template_name)
