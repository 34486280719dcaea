"""What a reader sees when something went wrong."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponseNotAllowed
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone

from portal.people.enums import Role
from portal.people.models import Membership, User
from themes.domain.display import COOKIE_NAME
from themes.templatetags.ui import typed_fields
from themes.views import errors

pytestmark = pytest.mark.django_db


def test_a_missing_page_says_so_and_shows_ways_on(client: Client) -> None:
    answer = client.get("/no-such-page/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有" in page and 'href="/"' in page
    assert "noindex" in page


def test_a_refused_reader_learns_who_may_see_it_and_what_he_is(world) -> None:
    request = RequestFactory().get("/workbench/")
    request.user = world.editor
    request.COOKIES["sessionid"] = "x"
    answer = errors.permission_denied(request, PermissionDenied("只有县级审核员能看。"))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "只有县级审核员能看。" in page
    unit = world.editor.memberships.get().unit.name
    assert f"你的身份是{unit}编辑" in page


def test_a_refused_reader_learns_which_roles_may_and_which_unit_to_ask(client, world) -> None:
    client.force_login(world.editor)
    page = client.get("/people/").content.decode()
    assert "能办的是：管理员、审计员。" in page
    assert "找安澜县的管理员" in page and world.administrator.full_name not in page
    Membership.objects.create(
        user=world.reviewer, unit=world.town, role=Role.ADMINISTRATOR,
        valid_from=timezone.localdate(),
    )  # fmt: skip
    assert "找青河镇的管理员" in client.get("/people/").content.decode()


def test_who_stands_in_no_unit_is_sent_to_the_root_of_the_tree(client, world) -> None:
    User.objects.filter(pk=world.learner.pk).update(home_unit=None)
    Membership.objects.filter(user=world.learner).delete()
    client.force_login(world.learner)
    assert "找安澜县的管理员" in client.get("/people/").content.decode()


def test_where_nobody_administers_anything_no_unit_is_named(client, world) -> None:
    Membership.objects.filter(user=world.administrator).delete()
    client.force_login(world.editor)
    assert "找本单位的管理员" in client.get("/people/").content.decode()


def test_a_role_that_ended_is_not_shown(world) -> None:
    membership = world.editor.memberships.get()
    membership.valid_to = membership.valid_from.replace(month=2)
    membership.save()
    request = RequestFactory().get("/")
    request.user = world.editor
    assert errors.roles_of(request) == []


def test_a_stranger_is_asked_to_sign_in() -> None:
    request = RequestFactory().get("/workbench/?a=1")
    request.user = AnonymousUser()
    page = errors.permission_denied(request, PermissionDenied()).content.decode()
    assert 'href="/accounts/login/?next=/workbench/%3Fa%3D1"' in page


def test_a_page_that_only_opens_says_so_to_what_is_sent_and_leads_back(client: Client) -> None:
    answer = client.post("/certificates/verify/?number=1", {"x": "1"})
    page = answer.content.decode()
    assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD"
    assert answer["Content-Type"] == "text/html; charset=utf-8" and "noindex" in page
    assert "这一页只能打开来看" in page and "什么都没有改动" in page
    assert 'href="/certificates/verify/?number=1"' in page and 'href="/"' in page


def test_an_address_that_takes_only_forms_leads_to_no_page_that_does_not_open() -> None:
    request = RequestFactory().get("/send/")
    request.user = AnonymousUser()
    refused = HttpResponseNotAllowed(["POST"])
    errors.put_into_words(request, refused)
    page = refused.content.decode()
    assert "这里只收表单" in page and "打开这一页" not in page and 'href="/"' in page


def test_a_wrong_method_is_told_in_traditional_script_too() -> None:
    client = Client()
    client.cookies[COOKIE_NAME] = "hant"
    page = client.post("/certificates/verify/").content.decode()
    assert "這一頁只能打開來看" in page


@pytest.mark.parametrize("accepted", ["application/json", "text/plain"])
def test_a_program_that_takes_no_html_is_told_in_one_line(client: Client, accepted: str) -> None:
    answer = client.put("/certificates/verify/", headers={"accept": accepted})
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == "这个地址不接受 PUT，可以用 GET、HEAD。"


def test_a_stale_form_with_a_password_says_how_to_keep_what_was_typed() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/accounts/login/", {"login": "小李", "password": "x"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "复制下来" in page and "返回键" in page and "小李" not in page


def test_a_breakdown_page_needs_no_template_and_allows_only_its_own_style() -> None:
    request = RequestFactory().get("/")
    answer = errors.server_error(request)
    page = answer.content.decode()
    assert answer.status_code == 500
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"'sha256-{digest}'" in answer["Content-Security-Policy"]
    assert "没有丢" in page and "已保存" in page


def test_the_breakdown_file_is_the_one_the_proxy_can_serve() -> None:
    assert (errors.STATIC_PAGES / "500.html").read_text("utf-8") == errors.server_error(
        RequestFactory().get("/")
    ).content.decode()
    assert Path(errors.STATIC_PAGES / "unavailable.html").exists()


@pytest.mark.parametrize(("method", "said"), [("POST", True), ("GET", False)])
def test_a_form_sent_while_the_database_is_busy_is_told_that_it_was_not_saved(method, said) -> None:
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        answer = errors.server_error(RequestFactory().generic(method, "/bank/new/"))
    page = answer.content.decode()
    assert answer.status_code == 503 and answer["Retry-After"]
    assert ("按返回键回到刚才那页，填的还在。过一会儿先看看存上没有，没存上再交。" in page) is said
    assert 'href=""' not in page
    if said:
        assert set(re.findall(r'href="(.*?)"', page)) == {"tel:120", "tel:119", "tel:110"}


def test_a_bad_request_says_that_nothing_was_written() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert "没有写进任何地方" in errors.bad_request(request).content.decode()


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/people/units/add/", ["code"]),
        ("/accounts/signup/", []),
        ("/accounts/2fa/authenticate/", []),
    ],
)
def test_the_code_of_a_unit_is_sent_again_and_a_one_time_code_never(address, kept) -> None:
    request = RequestFactory().post(address, {"code": "xincun", "password1": "x", "q_token": "x"})
    assert typed_fields(request) == []
    request.resolver_match = resolve(address)
    assert [name for name, _value in typed_fields(request)] == kept
