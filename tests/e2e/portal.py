"""A portal of its own for the browser: set up and served by the commands that `make run` uses."""

import base64
import hashlib
import hmac
import json
import os
import re
import signal
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.servers.postgresql import free_port

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "portal/operations/demonstration/content"
STARTS_WITHIN_S = 120


def totp(secret: str, at: float | None = None) -> str:
    """RFC 6238, six digits, 30 seconds."""
    counter = struct.pack(">Q", int(at or time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


@dataclass
class Portal:
    data: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    used_codes: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, StorageState] = field(default_factory=dict)

    def next_code(self, username: str, secret: str) -> str:
        """A TOTP number that was not used yet: each opens the door once."""
        while (code := totp(secret)) == self.used_codes.get(username):
            time.sleep(1)
        self.used_codes[username] = code
        return code

    @property
    def base(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return kept | {
            "DATA_DIR": str(self.data),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        }

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self) -> None:
        with (self.data / "serve.out").open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--workers", "1"],
                cwd=ROOT, env=self.environment, stdout=out, stderr=out,
            )  # fmt: skip
        self.wait()

    def wait(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.base}/livez", timeout=2):
                    return
            except (OSError, urllib.error.URLError):
                time.sleep(0.3)
        raise AssertionError((self.data / "serve.out").read_text()[-4000:])

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
            self.process = None

    def kill_server(self) -> None:
        """kill -9 of every server process; the supervisor starts it again."""
        listed = subprocess.run(
            ["pgrep", "-f", f"granian.*--port {self.port} "], capture_output=True, text=True
        ).stdout.split()
        assert listed, "no server process found"
        for pid in listed:
            os.kill(int(pid), signal.SIGKILL)

    def credentials(self, username: str) -> tuple[str, str | None]:
        """Password and TOTP secret of a demonstration account."""
        text = (self.data / "demonstration-accounts.txt").read_text(encoding="utf-8")
        block = next(part for part in text.split("\n\n") if f" {username}\n" in part + "\n")
        password = re.search(r"密码\s+(\S+)", block)
        secret = re.search(r"验证器密钥\s+(\S+)", block)
        assert password
        return password[1], secret[1] if secret else None


def open_context(
    browser: Browser, portal: Portal, *, width: int, mode: str = "", **options
) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        base_url=portal.base,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        **options,
    )
    context.set_default_timeout(30_000)
    if mode:
        context.add_cookies([{"name": "display", "value": mode, "url": portal.base}])
    return context


def sign_in(page: Page, portal: Portal, username: str, *, to: str = "/me/") -> None:
    password, secret = portal.credentials(username)
    page.goto(f"/accounts/login/?next={to}")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.locator("main form button[type=submit]").first.click()
    if secret:
        page.wait_for_url("**/accounts/2fa/**")
        page.fill("input[name=code]", portal.next_code(username, secret))
        page.locator("main form button[type=submit]").first.click()
    # The whole address: the sign-in page carries `to` at its own end.
    page.wait_for_url(f"{portal.base}{to}")


def open_as(
    browser: Browser, portal: Portal, username: str, *, width: int, mode: str = "", **options
) -> BrowserContext:
    """A browser in which a person is signed in; the door is gone through once a run."""
    if username not in portal.sessions:
        with browser.new_context(base_url=portal.base) as fresh:
            page = fresh.new_page()
            sign_in(page, portal, username)
            portal.sessions[username] = fresh.storage_state()
    state = portal.sessions[username]
    return open_context(browser, portal, width=width, mode=mode, storage_state=state, **options)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def answer_key() -> dict[str, dict]:
    """Shipped questions by their stem without white space."""
    rows = json.loads((CONTENT / "questions.json").read_text(encoding="utf-8"))["questions"]
    return {squeeze(row["stem"]).replace("_", ""): row for row in rows}


def right_labels(row: dict) -> list[str]:
    """Texts of the right options, as the page shows them."""
    if row["kind"] == "true_false":
        return ["对" if row["key"] else "错"]
    chosen = [row["key"]] if row["kind"] == "single" else row["key"]
    return [squeeze(option["text"]) for option in row["options"] if option["id"] in chosen]
