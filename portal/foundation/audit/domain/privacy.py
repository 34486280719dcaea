"""Audit outlives the person, so nothing personal may enter it."""

import re
from typing import Any, Final

# Words of a key (full_name → full, name) that announce something personal or secret.
PERSONAL_WORDS: Final = frozenset(
    [
        "name",
        "names",
        "username",
        "fullname",
        "phone",
        "phones",
        "telephone",
        "mobile",
        "mail",
        "mails",
        "email",
        "emails",
        "address",
        "addresses",
        "answer",
        "answers",
        "response",
        "responses",
        "password",
        "token",
        "secret",
        "otp",
        "birthday",
        "姓名",
        "手机",
        "电话",
        "邮箱",
        "地址",
        "答案",
    ]
)
WORDS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[\u4e00-\u9fff]+")
PHONE: Final = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)", re.ASCII)
# From the beginning of a word only: tried from every letter, a long word would take minutes.
MAIL: Final = re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.[^\s@]+")
# Random keys and digests: one in some hundreds holds eleven digits that look like a phone.
OPAQUE: Final = re.compile(
    r"(?<![0-9A-Za-z-])"
    r"(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[0-9]*[a-f])[0-9a-f]{32,})"
    r"(?![0-9A-Za-z-])"
)
NATIONAL_ID: Final = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])", re.ASCII)


class PersonalData(Exception):
    """The event would keep something personal at `path` ("person.phone")."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


def refuse_personal_data(value: Any, path: str = "") -> None:
    """Raise PersonalData at the first key or text that looks personal, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{path}.{key}" if path else str(key)
            if {word.lower() for word in WORDS.findall(str(key))} & PERSONAL_WORDS:
                raise PersonalData(here)
            refuse_personal_data(inner, here)
    elif isinstance(value, list | tuple | set | frozenset):
        for number, inner in enumerate(value):
            refuse_personal_data(inner, f"{path}[{number}]")
    elif isinstance(value, str) and looks_personal(value):
        raise PersonalData(path)


def looks_personal(text: str) -> bool:
    """Whether something in it reads like a phone, mail address or identity number."""
    said = OPAQUE.sub(" ", text)
    return any(pattern.search(said) for pattern in (PHONE, MAIL, NATIONAL_ID))
