"""Somebody who opens an account of their own."""

from playwright.sync_api import Page

PASSWORD = "堤上的柳树绿了又绿"
SEND = "main form button[type=submit]"


def sign_up(page: Page, username: str, name: str = "巴图尔·阿不都") -> None:
    page.goto("/accounts/signup/?next=/me/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    page.check("input[name=agree]", force=True)
    page.check("input[name=adult]", force=True)
    page.locator(SEND).first.click()
    page.wait_for_url("**/me/")
    if not name:
        return
    page.goto("/me/profile/")
    page.fill("input[name=full_name]", name)
    page.locator(SEND).first.click()
    page.wait_for_url("**/me/")
