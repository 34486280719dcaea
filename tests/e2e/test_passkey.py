"""A passkey is made and used in the browser's own ceremony, with a virtual authenticator: script,
policy and the name of the party it is for must all be right."""

from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.e2e.people import PASSWORD, SEND, sign_up
from tests.e2e.portal import open_context

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def authenticator(context: BrowserContext, page: Page) -> tuple[CDPSession, str]:
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, made["authenticatorId"]


def test_a_passkey_made_on_one_device_opens_the_door_of_the_portal(browser, portal):
    with open_context(browser, portal, width=360) as context:
        page = context.new_page()
        sign_up(page, "passkey-walker")
        device, its_id = authenticator(context, page)
        page.goto("/accounts/2fa/webauthn/add/")
        if "reauthenticate" in page.url:
            page.fill("input[type=password]", PASSWORD)
            page.locator(SEND).first.click()
            page.wait_for_url("**/webauthn/add/**")
        page.fill("main input[name=name]", "我的手机")
        for box in page.locator("main input[type=checkbox]").all():
            box.check(force=True)
        page.locator("main form button").first.click()
        page.wait_for_url(lambda address: "/webauthn/add/" not in address)
        held = device.send("WebAuthn.getCredentials", {"authenticatorId": its_id})["credentials"]
        assert [one["rpId"] for one in held] == ["localhost"]

    with open_context(browser, portal, width=360) as context:
        page = context.new_page()
        device, its_id = authenticator(context, page)
        for one in held:
            given = {"authenticatorId": its_id, "credential": one}
            device.send("WebAuthn.addCredential", given)
        page.goto("/accounts/login/?next=/me/")
        page.click("#passkey_login")
        page.wait_for_url(f"{portal.base}/me/")
        assert page.locator("a[href='/me/security/']").count() == 1
