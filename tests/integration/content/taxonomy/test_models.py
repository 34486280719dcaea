import pytest
from django.db import IntegrityError, transaction

from content.taxonomy.models import Audience, Hazard
from content.taxonomy.seed import AUDIENCES, HAZARDS
from content.taxonomy.selectors import home_grid

pytestmark = pytest.mark.django_db


def test_a_new_installation_knows_every_hazard_and_audience() -> None:
    assert set(Hazard.objects.values_list("slug", flat=True)) == {h.slug for h in HAZARDS}
    assert set(Audience.objects.values_list("slug", flat=True)) == {slug for slug, _ in AUDIENCES}
    assert not Hazard.objects.exclude(gb_code="").exists()


def test_the_home_grid_stands_in_the_order_of_its_positions() -> None:
    assert [h.slug for h in home_grid()][:3] == ["earthquake", "flood", "flash-flood"]
    assert len(home_grid()) == 11


def test_the_database_refuses_a_fifth_class_and_a_taken_home_place() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Hazard.objects.create(slug="x", name="x", hazard_class="other", pictogram="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Hazard.objects.create(
            slug="x", name="x", hazard_class="natural", pictogram="x", home_position=1
        )


def test_everyday_speech_falls_back_to_the_name() -> None:
    assert Hazard.objects.get(slug="home-fire").everyday_name == "着火"
    assert Hazard.objects.get(slug="earthquake").everyday_name == "地震"
