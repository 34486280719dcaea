"""A person with a keyboard and nothing else; every stop is looked at."""

from playwright.sync_api import Page

MOST_STOPS = 400

STOP = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  return {
    html: it.outerHTML.slice(0, 140),
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
    // The year, month, day and calendar of a date are stops of their own; round the last the
    // browser draws the ring, and its place in the page is out of reach from here.
    painted: it.matches(".opt-row input, .choice input") ? "label"
      : it.type === "date" && !it.matches(":focus-visible") ? "browser" : "self",
    parts: it.type === "date" ? 4 : 1,
    order: [...document.querySelectorAll("*")].indexOf(it),
  };
}"""

LABEL_SEEN = """() => {
  const row = document.activeElement.closest("label");
  return [row, ...row.children].some((part) => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
}"""


def look_at_the_stop(page: Page) -> dict | None:
    """Where the focus is; fails if a person could not see it. None outside the page."""
    stop = page.evaluate(STOP)
    if stop is None:
        return None
    seen = (
        stop["seen"]
        or stop["painted"] == "browser"
        or (stop["painted"] == "label" and page.evaluate(LABEL_SEEN))
    )
    assert seen, f"no ring on {stop['html']}"
    assert stop["inside"], f"focus out of sight on {stop['html']}"
    return stop


def go_to(page: Page, selector: str, *, press: str | None = "Enter") -> None:
    """Tab to the first stop that matches, looking at each on the way, and press a key there."""
    last, times = None, 0
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = look_at_the_stop(page)
        if stop is None:
            last = None
            continue
        times = times + 1 if stop["order"] == last else 1
        assert times <= stop["parts"], f"caught in {stop['html']}"
        last = stop["order"]
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            if press:
                page.keyboard.press(press)
            return
    raise AssertionError(f"not reached by Tab: {selector}")


def walk_through(page: Page) -> list[dict]:
    """Every stop of a page, from the first to the last, in the order of the document."""
    stops: list[dict] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = look_at_the_stop(page)
        if stop is None or (stops and stop["order"] == stops[0]["order"]):
            return stops
        stops.append(stop)
    raise AssertionError("the page never ends")


def type_into(page: Page, selector: str, text: str) -> None:
    go_to(page, selector, press=None)
    page.keyboard.type(text)


def choose(page: Page, selector: str, value: str | None = None) -> None:
    """Go to a list of choices and down it to a value; without one, to the first there is."""
    go_to(page, selector, press=None)
    for _ in range(MOST_STOPS):
        page.keyboard.press("ArrowDown")
        chosen = page.evaluate("document.activeElement.value")
        if chosen and value in (None, chosen):
            return
    raise AssertionError(f"not in the list of {selector}: {value}")
