"""What the shipped `deploy/nginx.conf` promises, with a real nginx in front of the portal."""

import http.client
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.servers import nginx
from tests.servers.postgresql import free_port

pytestmark = [
    pytest.mark.xdist_group("nginx"),
    pytest.mark.skipif(nginx.find() is None, reason="needs nginx: apt-get install nginx-light"),
]
ANSWERS_WITHIN_S = 30
MORE_THAN_THE_SERVER_HAS_THREADS = 24
EIGHT_MEGABYTES = 8 * 1024 * 1024
UNCHECKED = ssl._create_unverified_context()


class Recorder(BaseHTTPRequestHandler):
    """Stands in for the portal where the question is what reaches it."""

    seen: list[dict[str, str]]

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        self.send_response(204)
        self.end_headers()

    do_GET = do_POST = answer  # noqa: N815

    def log_message(self, *_words: object) -> None:
        """Says nothing: the output is the tests'."""


def connect(port: int) -> http.client.HTTPSConnection:
    return http.client.HTTPSConnection(
        "localhost", port, timeout=ANSWERS_WITHIN_S, context=UNCHECKED
    )


def ask(
    port: int, path: str, *, body: bytes | None = None, **headers: str
) -> tuple[http.client.HTTPResponse, bytes]:
    method = "GET" if body is None else "POST"
    with closing(connect(port)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers={"Host": "localhost"} | named)
        answer = connection.getresponse()
        return answer, answer.read()


def dribble(port: int, path: str, *, promised: int) -> socket.socket:
    """A client that has sent its headers and a first byte, and now takes its time."""
    raw = socket.create_connection(("127.0.0.1", port), timeout=ANSWERS_WITHIN_S)
    client = UNCHECKED.wrap_socket(raw, server_hostname="localhost")
    client.sendall(
        (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\n"
            # Without a token the portal refuses before it reads the body.
            f"Cookie: csrftoken={'a' * 32}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {promised}\r\n\r\nq"
        ).encode()
    )
    return client


@pytest.fixture(scope="module")
def front(portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with nginx.in_front_of(portal.port, tmp_path_factory.mktemp("nginx")) as port:
        yield port


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[tuple[int, list[dict[str, str]]]]:
    """Port of an nginx, and the headers of every request that came through it."""
    seen: list[dict[str, str]] = []
    handler = type("Handler", (Recorder,), {"seen": seen})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with nginx.in_front_of(server.server_port, tmp_path) as port:
            yield port, seen
        server.shutdown()


def test_clients_that_dawdle_take_no_thread_of_the_server(front):
    with ExitStack() as stack:
        for _client in range(MORE_THAN_THE_SERVER_HAS_THREADS):
            stack.enter_context(dribble(front, "/accounts/login/", promised=1000))
        answer, body = ask(front, "/accounts/login/")
    assert answer.status == 200
    assert body


def test_a_body_reaches_the_server_only_when_it_is_whole(recorded):
    port, seen = recorded
    with dribble(port, "/anything/", promised=3) as client:
        ask(port, "/")
        assert len(seen) == 1
        client.sendall(b"=1")
        assert client.recv(64).startswith(b"HTTP/1.1 204")
    assert len(seen) == 2


def test_what_a_client_claims_about_its_address_is_thrown_away(recorded):
    port, seen = recorded
    ask(port, "/", X_Forwarded_For="203.0.113.9, 198.51.100.7", X_Forwarded_Proto="http")
    assert seen[0]["x-forwarded-for"] == "127.0.0.1"
    assert seen[0]["x-forwarded-proto"] == "https"
    assert seen[0]["host"] == "localhost"


def test_a_body_over_the_limit_is_refused_in_chinese_and_never_passed_on(recorded):
    port, seen = recorded
    with dribble(port, "/accounts/login/", promised=EIGHT_MEGABYTES + 1) as client:
        answer = http.client.HTTPResponse(client)
        answer.begin()
        words = answer.read().decode()
    assert answer.status == 413
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "发来的内容太大" in words
    assert not seen


@pytest.mark.parametrize("path", ["/workbench/plans/new/", "/admin/images/add/"])
def test_where_files_are_sent_more_is_taken(recorded, path):
    port, seen = recorded
    answer, _body = ask(port, path, body=b"x" * (EIGHT_MEGABYTES + 1))
    assert answer.status == 204
    assert seen[0]["content-length"] == str(EIGHT_MEGABYTES + 1)


def test_a_page_comes_compressed_and_its_style_sheet_may_be_kept_for_ever(front):
    answer, _packed = ask(front, "/guides/earthquake/", Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["ETag"]
    again, nothing = ask(
        front, "/guides/earthquake/",
        Accept_Encoding="gzip", If_None_Match=answer.headers["ETag"],
    )  # fmt: skip
    assert (again.status, nothing) == (304, b"")
    _answer, page = ask(front, "/guides/earthquake/")
    sheet = re.search(r'href="(/static/[^"]+\.css)"', page.decode())
    assert sheet
    style, _css = ask(front, sheet[1], Accept_Encoding="gzip, br")
    assert "immutable" in style.headers["Cache-Control"]
    assert style.headers["Content-Encoding"] in {"gzip", "br"}


@pytest.mark.parametrize("body", [None, b"answer=1"])
def test_while_the_portal_is_away_a_page_in_chinese_says_what_stays(tmp_path, body):
    nobody = free_port()
    with nginx.in_front_of(nobody, tmp_path) as port:
        answer, page = ask(port, "/accounts/login/", body=body)
        unasked, _page = ask(port, "/unavailable.html")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "text/html" in answer.headers["Content-Type"]
    assert "网站暂时打不开" in page.decode() and "nginx" not in page.decode()
    assert unasked.status == 404


@pytest.mark.parametrize(
    ("path", "cookie"),
    [("/", "a" * 20_000), (f"/search/?q={'a' * 20_000}", "")],
    ids=["cookie", "address"],
)
def test_a_head_that_is_too_long_is_refused_in_chinese_and_never_passed_on(recorded, path, cookie):
    port, seen = recorded
    answer, page = ask(port, path, Cookie=cookie)
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "网址或请求头太长" in page.decode()
    assert not seen


def test_without_tls_only_the_own_name_is_led_to_the_own_address(tmp_path):
    plain = free_port()
    with nginx.in_front_of(free_port(), tmp_path, plain=plain):
        with closing(http.client.HTTPConnection("127.0.0.1", plain, timeout=5)) as own:
            own.request("GET", "/guides/?q=1", headers={"Host": "localhost"})
            led = own.getresponse()
            assert (led.status, led.headers["Location"]) == (301, "https://localhost/guides/?q=1")
        with closing(http.client.HTTPConnection("127.0.0.1", plain, timeout=5)) as strange:
            strange.request("GET", "/", headers={"Host": "evil.example"})
            with pytest.raises(http.client.RemoteDisconnected):
                strange.getresponse()
