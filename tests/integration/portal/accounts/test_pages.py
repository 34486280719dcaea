"""Every account page: Chinese only, our frame, nothing inline, and usable without script."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.template.loader import get_template
from django.test import Client
from django.urls import get_resolver

from themes.drawings import inline_svg

pytestmark = pytest.mark.django_db
PASSWORD = "秋天的稻子熟了三遍"

ALLOWED = {
    "PDF", "JSON", "JavaScript", "xiaoli", "example", "cn", "TOTP", "Mozilla", "ICP", "IPv6",
    "guanliyuanzhao", "testserver", "localhost",
}  # fmt: skip
"""Words in Latin letters that Chinese text uses, and the test's own names."""

NOT_FOR_READERS = re.compile(
    r"<(script|style|svg|noscript)\b.*?</\1>|<[^>]*\btranslate=\"no\"[^>]*>[^<]*|<!--.*?-->",
    re.DOTALL,
)
ATTRIBUTES = re.compile(r'\b(?:placeholder|title|aria-label|alt)="([^"]*)"')
LATIN = re.compile(r"[A-Za-z]{3,}")


def latin_words(html: str) -> set[str]:
    shown = NOT_FOR_READERS.sub(" ", html)
    attributes = " ".join(ATTRIBUTES.findall(shown))
    text = re.sub(r"<[^>]+>", " ", shown) + " " + attributes
    return set(LATIN.findall(text)) - ALLOWED


def inline_code(html: str) -> list[str]:
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", html)
    return scripts + re.findall(r'\s(?:on\w+|style)="', html) + re.findall(r"<style", html)


ANONYMOUS = [
    "/accounts/login/", "/accounts/signup/", "/accounts/login/code/", "/accounts/password/reset/",
    "/accounts/password/reset/done/", "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-set-password/", "/accounts/inactive/", "/me/deleted/",
]  # fmt: skip
OWN = [
    "/me/", "/me/profile/", "/me/security/", "/me/privacy/", "/me/delete/",
    "/accounts/password/change/", "/accounts/phone/change/", "/accounts/email/",
    "/accounts/logout/", "/accounts/sessions/", "/accounts/2fa/", "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/recovery-codes/generate/", "/accounts/reauthenticate/",
]  # fmt: skip
WITH_FACTORS = [
    "/accounts/2fa/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/reauthenticate/",
]  # fmt: skip
STAFF = ["/people/", "/people/units/", "/people/add/"]


def assert_good(html: str, path: str) -> None:
    assert latin_words(html) == set(), path
    assert inline_code(html) == [], path
    assert html.count("<h1") == 1, path


@pytest.mark.parametrize("path", ANONYMOUS)
def test_pages_before_signing_in(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert_good(response.content.decode(), path)


@pytest.fixture
def own(client, world, do_sign_in):
    world.learner.set_password(PASSWORD)
    world.learner.save()
    do_sign_in(client, "xiaoli")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("path", OWN)
def test_pages_of_ones_own(own, path):
    response = own.get(path)
    assert response.status_code == 200
    assert_good(response.content.decode(), path)


@pytest.mark.parametrize("path", WITH_FACTORS)
def test_pages_of_the_second_factor(own, world, totp, path):
    totp(world.learner)
    RecoveryCodes.activate(world.learner)
    response = own.get(path)
    assert response.status_code == 200
    assert_good(response.content.decode(), path)


@pytest.mark.parametrize("path", STAFF)
def test_staff_pages(client, world, path):
    client.force_login(world.administrator)
    assert_good(client.get(path).content.decode(), path)


def test_the_pages_of_one_person_and_one_membership(client, world):
    client.force_login(world.administrator)
    membership = world.learner.memberships.get()
    for path in (
        f"/people/{world.learner.public_id}/",
        f"/people/{world.learner.public_id}/add/",
        f"/people/memberships/{membership.pk}/end/",
    ):
        assert_good(client.get(path).content.decode(), path)


def test_the_pages_that_take_a_code(client, world, do_sign_up, totp, do_sign_in):
    do_sign_up(client, phone="13800138000", email="xiaoli@example.cn")
    assert_good(client.get("/accounts/phone/verify/").content.decode(), "phone")
    mail = Client()
    do_sign_up(mail, email="other@example.cn")
    assert_good(mail.get("/accounts/confirm-email/").content.decode(), "mail")
    code = Client()
    code.post("/accounts/login/code/", {"phone": "13700137000"})
    assert_good(code.get("/accounts/login/code/confirm/").content.decode(), "code")
    totp(world.learner)
    world.learner.set_password(PASSWORD)
    world.learner.save()
    second = Client()
    do_sign_in(second, "xiaoli")
    assert_good(second.get("/accounts/2fa/authenticate/").content.decode(), "second")


def test_errors_are_in_our_words_too(client, own):
    for path, data in [
        ("/accounts/password/change/", {}),
        ("/accounts/phone/change/", {}),
        ("/accounts/email/", {"action_add": "", "email": "x"}),
        ("/accounts/2fa/totp/activate/", {"code": ""}),
        ("/accounts/2fa/totp/activate/", {"code": "000000"}),
        ("/accounts/reauthenticate/", {"password": "x"}),
        ("/accounts/2fa/webauthn/add/", {}),
    ]:
        assert_good(own.post(path, data).content.decode(), path)


def test_every_message_and_mail_is_ours():
    """A template of allauth that has no namesake here would speak English."""
    import allauth

    theirs = Path(allauth.__file__).parent / "templates"
    ours = Path(__file__).resolve().parents[4] / "themes/templates"
    unused = {
        # Verification is by code, trust and sign-up by passkey are off.
        "account/email.html", "account/email_confirm.html", "account/signup_by_passkey.html",
        "account/verification_sent.html", "account/verified_email_required.html",
        "account/confirm_password_reset_code.html", "mfa/trust.html",
        "mfa/webauthn/signup_form.html", "mfa/webauthn/snippets/login_script.html",
        "account/email/password_reset_code_subject.txt",
        "account/email/password_reset_code_message.txt",
        "account/snippets/warn_no_email.html", "account/snippets/already_logged_in.html",
    }  # fmt: skip
    bases = re.compile(r"/base_(manage|entrance|\w+)?\w*\.html$|/base\.html$")
    missing = {
        str(path.relative_to(theirs))
        for app in ("account", "mfa", "usersessions")
        for path in (theirs / app).rglob("*.*")
        if not (ours / path.relative_to(theirs)).exists()
    }
    assert {name for name in missing if not bases.search(name)} <= unused
    for name in unused - {"mfa/webauthn/snippets/login_script.html"}:
        get_template(name)


def test_every_mail_and_text_that_is_sent_is_chinese(world, rf):
    context = {
        "code": "123456", "email": "xiaoli@example.cn", "password_reset_url": "", "signup_url": "",
        "site_name": "安澜", "base_url": "", "ip": "", "user_agent": "", "from_email": "",
    }  # fmt: skip
    root = Path(__file__).resolve().parents[4] / "themes/templates"
    for folder in ("account/email", "account/messages", "mfa/email", "mfa/messages",
                   "usersessions/messages", "portal/accounts/messages"):  # fmt: skip
        for path in sorted((root / folder).glob("*.txt")):
            text = get_template(str(path.relative_to(root))).render(dict(context))
            assert set(LATIN.findall(text)) - ALLOWED == set(), path.name


def test_no_allauth_address_was_forgotten():
    """A new release may add pages; each has to be looked at once."""

    def paths(resolver, prefix=""):
        for pattern in resolver.url_patterns:
            path = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                yield from paths(pattern, path)
            elif pattern.name and pattern.name.startswith(("account_", "mfa_", "usersessions_")):
                yield pattern.name

    known = {
        "account_login", "account_logout", "account_inactive", "account_signup",
        "account_reauthenticate", "account_email", "account_email_verification_sent",
        "account_change_password", "account_set_password", "account_reset_password",
        "account_confirm_login_code", "account_verify_phone", "account_change_phone",
        "account_reset_password_from_key_done", "account_reset_password_from_key",
        "account_reset_password_done", "account_request_login_code", "mfa_index",
        "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
        "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_login_webauthn", "usersessions_list",
    }  # fmt: skip
    assert set(paths(get_resolver())) == known


def test_a_passkey_can_be_renamed_and_removed(own, world):
    key = Authenticator.objects.create(
        user=world.learner, type=Authenticator.Type.WEBAUTHN,
        data={"name": "办公室的电脑", "credential": {}},
    )  # fmt: skip
    html = own.get("/accounts/2fa/webauthn/").content.decode()
    assert "办公室的电脑" in html
    assert_good(html, "list")
    path = f"/accounts/2fa/webauthn/keys/{key.pk}/"
    assert_good(own.get(path + "edit/").content.decode(), "edit")
    own.post(path + "edit/", {"name": "家里的电脑"})
    key.refresh_from_db()
    assert key.data["name"] == "家里的电脑"
    assert_good(own.get(path + "remove/").content.decode(), "remove")
    own.post(path + "remove/")
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_a_strangers_passkey_is_out_of_reach(own, world):
    key = Authenticator.objects.create(
        user=world.volunteer, type=Authenticator.Type.WEBAUTHN,
        data={"name": "别人的", "credential": {}},
    )  # fmt: skip
    for action in ("edit", "remove"):
        assert own.get(f"/accounts/2fa/webauthn/keys/{key.pk}/{action}/").status_code == 404
        assert own.post(f"/accounts/2fa/webauthn/keys/{key.pk}/{action}/").status_code == 404


def test_a_tick_stands_beside_the_second_factor_only_once_it_is_on(own, world, totp):
    def row():
        page = own.get("/me/security/").content.decode()
        return page[page.index('href="/accounts/2fa/"') :].split("</a>")[0]

    tick = inline_svg("check", 28)
    assert "没开" in row() and tick not in row()
    totp(world.learner)
    assert "已开" in row() and tick in row()
