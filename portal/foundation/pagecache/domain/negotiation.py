"""Accept-Encoding and If-None-Match, as far as a page cache needs them (RFC 9110)."""


def accepts(header: str, coding: str) -> bool:
    """Whether `coding` is named in Accept-Encoding without being refused by q=0."""
    for part in header.lower().split(","):
        name, _semicolon, parameters = part.strip().partition(";")
        if name.strip() == coding:
            return _quality(parameters) > 0
    return False


def etag_matches(header: str, etag: str) -> bool:
    """Weak comparison of If-None-Match against one tag (RFC 9110 §8.8.3.2)."""
    if header.strip() == "*":
        return True
    wanted = etag.removeprefix("W/")
    return any(tag.strip().removeprefix("W/") == wanted for tag in header.split(","))


def _quality(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _equals, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
