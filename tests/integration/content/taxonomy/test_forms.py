"""One field for hazards, by number or by slug; nothing else reaches the database."""

import pytest
from django import forms

from content.taxonomy.forms import HazardsField
from content.taxonomy.models import Hazard

pytestmark = pytest.mark.django_db
NOTHING = ["1" + "0" * 20, "-1", "\0", "a\0b", "长" * 100_000, "nonsense", ""]


@pytest.mark.parametrize(("by", "of"), [(None, "pk"), ("slug", "slug")])
def test_it_takes_what_is_listed_and_refuses_the_rest(by, of):
    field = HazardsField(to_field_name=by)
    first, second = Hazard.objects.all()[:2]
    taken = field.clean([str(getattr(each, of)) for each in (first, second)])
    assert set(taken) == {first, second}
    for value in NOTHING:
        with pytest.raises(forms.ValidationError):
            field.clean([str(getattr(first, of)), value])
