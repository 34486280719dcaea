"""Asks the portal as its server would: a WSGI call through the whole middleware, and nothing
of a test client, whose own work costs more than a page that is kept."""

import io
import time
from dataclasses import dataclass, field
from importlib import import_module
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler

from portal.accounts.middleware import SESSION_MARK
from portal.people.models import User

ENCODINGS = "gzip, deflate, br"


@dataclass(slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cpu_ms: float

    @property
    def is_hit(self) -> bool:
        return self.headers.get("X-Page-Cache") == "hit"


@dataclass(slots=True)
class Browser:
    portal: WSGIHandler
    cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self, user: User) -> "Browser":
        """A session that has passed a second factor, as one of staff must."""
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session[SESSION_MARK] = user.pk
        session.save()
        self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return self

    def get(self, address: str, encodings: str = ENCODINGS) -> Answer:
        environ = self._environ(address, encodings)
        seen: list[tuple[str, list[tuple[str, str]]]] = []
        started = time.process_time()
        response = self.portal(environ, lambda status, headers, *_: seen.append((status, headers)))
        body = b"".join(response)
        response.close()
        spent = time.process_time() - started
        status, headers = seen[0]
        return Answer(int(status.split()[0]), dict(headers), body, spent * 1000)

    def _environ(self, address: str, encodings: str) -> dict[str, object]:
        asked, known_as = urlsplit(address), urlsplit(settings.BASE_URL)
        return {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": asked.path,
            "QUERY_STRING": quote(asked.query, safe="=&"),
            "SERVER_NAME": known_as.hostname,
            "SERVER_PORT": str(known_as.port or 80),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            # A page that names a host the portal is not known by is never kept.
            "HTTP_HOST": known_as.netloc,
            "HTTP_ACCEPT_ENCODING": encodings,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": known_as.scheme,
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
