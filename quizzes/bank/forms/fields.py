from typing import Any

from content.taxonomy.models import Hazard
from portal.foundation.fields import ModelOneOf


class HazardField(ModelOneOf):
    """One hazard by its slug."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Hazard.objects.all(), to_field_name="slug", **kwargs)
