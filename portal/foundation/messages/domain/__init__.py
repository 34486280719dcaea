"""When to try again; how a template file becomes subject, text and short text."""

from portal.foundation.messages.domain.backoff import MOST_ATTEMPTS, delay_after
from portal.foundation.messages.domain.wording import BadTemplate, Wording, split

__all__ = ["MOST_ATTEMPTS", "BadTemplate", "Wording", "delay_after", "split"]
