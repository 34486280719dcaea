"""No axe finding on any public page in any mode at any width: all of them, for `make bench`.

`make test` spreads the modes over the pages (`test_axe.py`); this asks every pair.
"""

import pytest

from tests.e2e.portal import open_context
from tests.e2e.test_axe import MODES, WIDTHS, findings
from tests.e2e.test_public_pages import PAGES

pytestmark = pytest.mark.matrix


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_a_public_page_has_no_finding_in_any_mode_at_any_width(browser, portal, path, mode):
    context = open_context(browser, portal, width=1280, mode=mode)
    page = context.new_page()
    page.goto(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert not findings(page), width
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (width, wide)
    context.close()
