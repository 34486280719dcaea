"""Answering a paper the way a person does: by the words on the page."""

import re

from playwright.sync_api import Locator, Page

from tests.e2e.people import sign_up
from tests.e2e.portal import right_labels, squeeze

NEXT = "button.btn[name=go][value=next]"
HAND_IN = "main .acts > button.btn[data-busy]"
REVIEW = "button.btn[name=go][value=review] >> visible=true"


def begin(page: Page, username: str, slug: str = "earthquake-practice") -> str:
    """Somebody new at the first question of a paper; the address of the attempt."""
    sign_up(page, username)
    page.goto(f"/exams/{slug}/start/")
    page.click("main form .acts .btn")
    page.wait_for_url("**/attempts/*/1/")
    return page.url.removesuffix("1/")


def words_of(place: Locator) -> str:
    """Words without the places where a line may break."""
    return place.inner_text().replace("\u200b", "")


def shown_row(page: Page, key: dict[str, dict]) -> dict:
    """The shipped question that the page shows."""
    return key[re.sub(r"[_＿]+", "", squeeze(words_of(page.locator("h1.stem"))))]


def right_options(page: Page, row: dict) -> list[Locator]:
    wanted = right_labels(row)
    return [
        option
        for option in page.locator("label.opt-row").all()
        if squeeze(words_of(option.locator("span").first)) in wanted
    ]


def answer_page(page: Page, key: dict[str, dict]) -> None:
    """Answer the question shown, rightly."""
    row = shown_row(page, key)
    if row["kind"] == "fill_in":
        for box, accepted in zip(
            page.locator("#answer input").all(), row["key"]["blanks"], strict=True
        ):
            box.fill(accepted[0])
        return
    for option in right_options(page, row):
        option.locator("input").check(force=True)


def sit(page: Page, key: dict[str, dict], *, first: int, count: int) -> None:
    """Answer from number `first` to the last and go on to the page before handing in."""
    for number in range(first, count + 1):
        assert f"第 {number} 题" in page.locator(".qline").inner_text().replace("\u00a0", " ")
        answer_page(page, key)
        page.click(NEXT if number < count else REVIEW)
        # The page is left only after the server has answered.
        page.wait_for_url(f"**/{number + 1}/" if number < count else "**/review/")
