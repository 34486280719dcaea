"""A plan's whole life, by those who live it, on a small screen with large letters."""

from tests.e2e import plan_life


def test_a_word_file_becomes_a_plan_that_is_reviewed_read_compared_and_drilled(browser, portal):
    steps = []

    def seen(page, name):
        steps.append(name)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= page.viewport_size["width"], name

    plan_life.live(browser, portal, width=360, mode="elder", seen=seen)
    assert steps == [
        "plan-correct", "plan-in-review", "plan-in-village", "plan-levels", "plan-role",
        "plan-changes", "plan-old-link", "plan-drill",
    ]  # fmt: skip
