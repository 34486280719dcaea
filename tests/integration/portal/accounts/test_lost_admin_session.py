"""A page that was being written in the editor when its session ended comes back to its writer."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from content.guides.models import GuideIndexPage
from tests.samples import pages as samples

OURS = {"origin": "http://testserver"}


@pytest.fixture
def index(world):
    return samples.guides(samples.home())


def form_of(page: str) -> dict[str, str]:
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: unescape(value) for name, value in fields if name != "csrfmiddlewaretoken"}


@pytest.mark.django_db
def test_what_was_written_is_there_to_be_sent_again(world, index):
    client = Client()
    guide = samples.guide(index, world.county)
    withdraw = reverse("knowledge_withdraw", args=[guide.pk])
    typed = {"reason": "写法变了，先停用"}
    lost = client.post(withdraw, typed, headers=OURS)
    page = lost.content.decode()
    assert lost.status_code == 403 and "登录过期了，内容还没有存" in page
    assert form_of(page) == typed and f'action="{withdraw}"' in page
    client.force_login(world.reviewer)
    assert client.post(withdraw, form_of(page), headers=OURS).status_code == 302
    guide.refresh_from_db()
    assert guide.is_withdrawn


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"origin": "https://elsewhere.example"}])
def test_what_another_site_sends_leads_to_sign_in_only(index, headers):
    edit = reverse("wagtailadmin_pages:edit", args=[index.pk])
    answer = Client().post(edit, {"title": "改了"}, headers=headers)
    assert answer.status_code == 302 and "/accounts/login/" in answer["Location"]
    assert GuideIndexPage.objects.get().title == index.title


@pytest.mark.django_db
def test_reading_leads_to_sign_in(index):
    answer = Client().get(reverse("wagtailadmin_pages:edit", args=[index.pk]), headers=OURS)
    assert answer.status_code == 302
