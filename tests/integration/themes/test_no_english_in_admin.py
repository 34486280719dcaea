"""What the content admin says in its own name, where Wagtail brings English."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, Task, Workflow

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(world: Any, settings: Any) -> Client:
    settings.SECOND_FACTOR_FOR_STAFF = False
    settings.AUTHENTICATION_BACKENDS = [
        *settings.AUTHENTICATION_BACKENDS,
        "content.pages.backends.RightsBackend",
    ]
    client = Client()
    client.force_login(world.editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_title_of_a_screen_ends_with_our_name(editor: Client, settings: Any) -> None:
    page = editor.get("/admin/").content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title is not None and title.group(1).strip().endswith(f"- {settings.SITE_NAME}")


def test_what_wagtail_names_itself_has_a_chinese_name() -> None:
    assert Page.objects.get(depth=1).title == "全部页面"
    assert {Workflow.objects.get().name, Task.objects.get().name} == {"审核"}


def test_the_words_of_the_scripts_are_chinese(editor: Client) -> None:
    answer = editor.get("/admin/jsi18n/").content.decode()
    found = re.search(r"newcatalog = (\{.*?\});\n", answer, re.DOTALL)
    assert found is not None
    catalogue = json.loads(found.group(1))
    assert catalogue["(%(number)s new items in this menu)"] == "（这一栏有 %(number)s 条新的）"
