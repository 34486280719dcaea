"""The browser tests themselves: a click that opens a page ends when that page is there."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class TwoHalves(BaseHTTPRequestHandler):
    """A page that comes in two pieces, as from a server with much to do."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path.startswith("/halves"):
            self.wfile.write(b"<!doctype html><title>b</title><p>" + b"a " * 2000)
            self.wfile.flush()
            time.sleep(0.5)
            self.wfile.write(b"<ol><li>b</ol>")
        else:
            self.wfile.write(
                b"<!doctype html><title>a</title><a href=/halves>b</a>"
                b"<form action=/halves><button>b</button></form>"
            )

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def halves():
    server = ThreadingHTTPServer(("127.0.0.1", 0), TwoHalves)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("pressed", ["a", "button"])
@pytest.mark.parametrize("by", ["page", "locator"])
def test_after_a_click_the_whole_page_is_there(browser, halves, pressed, by):
    page = browser.new_page()
    page.goto(halves)
    page.click(pressed) if by == "page" else page.locator(pressed).click()
    assert page.locator("li").count() == 1
    page.close()
