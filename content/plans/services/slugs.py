"""What a document is called in its address."""

import re
from functools import cache
from typing import Final

from anyascii import anyascii
from django.core.validators import slug_re
from django.urls import get_resolver
from django.utils.text import slugify
from django.utils.translation import gettext as _

from content.plans.models import PlanDocument
from content.plans.services.register import PlanRefused

SLUG_LENGTH: Final = 60


@cache
def reserved() -> frozenset[str]:
    """Words that stand in an address where the name of a plan does: a plan of that name could
    not be reached there."""
    found = {"desk"}
    for space in ("plans", "plans_desk"):
        patterns = get_resolver().namespace_dict[space][1].url_patterns
        found |= {str(one.pattern).split("/")[0] for one in patterns}
    return frozenset(word for word in found if slug_re.fullmatch(word))


def check_slug(slug: str) -> None:
    """Raises PlanRefused for what cannot stand in the address of a new document."""
    if len(slug) > SLUG_LENGTH or not slug_re.fullmatch(slug):
        raise PlanRefused(
            _("网址名只能用字母、数字、短横和下划线，最多 %(most)s 个字符。")
            % {"most": SLUG_LENGTH}
        )
    if slug in reserved() or slug.isdigit():
        raise PlanRefused(_("网址名 %(slug)s 是本站自己用的，换一个。") % {"slug": slug})


def free_slug(title: str) -> str:
    """A pinyin slug nobody has yet."""
    base = slugify(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", anyascii(title)))[:SLUG_LENGTH].strip("-")
    base = base or "plan"
    if base in reserved() or base.isdigit():
        base = f"plan-{base}"
    taken = set(PlanDocument.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
