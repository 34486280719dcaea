"""What leaves as a file: nobody keeps it unasked, and no digest in it tells of what is hidden."""

import hashlib
import json

import pytest
from django.urls import reverse

from content.plans import services

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["pdf", "json"])
def test_a_public_file_is_asked_for_again_each_time_and_names_its_state(client, import_small, name):
    plan = import_small().document
    said = client.get(reverse(f"plans:{name}", args=[plan.slug]))
    assert said.status_code == 200
    assert said["Cache-Control"] == "no-cache"
    assert said["ETag"]


def test_what_not_everybody_may_read_is_kept_by_nobody(client, import_small, world):
    plan = import_small().document
    client.force_login(world.editor)
    said = client.get(reverse("plans:json", args=[plan.slug]))
    assert said["Cache-Control"] == "no-store, private"


def test_the_digest_of_the_data_is_of_the_clauses_that_the_reader_has(client, import_small, world):
    plan = import_small()
    address = reverse("plans:json", args=[plan.document.slug])
    before = json.loads(client.get(address).content)
    clause = plan.version.clauses.get(heading="工作原则")
    services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    data = json.loads(client.get(address).content)
    words = "".join(f"{one['sha256']}\n" for one in data["clauses"])
    assert data["version"]["sha256"] == hashlib.sha256(words.encode()).hexdigest()
    assert data["version"]["sha256"] != before["version"]["sha256"]
    assert plan.version.content_hash not in json.dumps(data)
