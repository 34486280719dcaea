"""A refusal as its reader needs it: with the way to what stands in the way."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from content.targets import selectors
from content.targets.models import Target
from content.targets.services import PlaceTaken, TargetRefused
from portal.people.rights import Person


def in_words(refused: TargetRefused, person: Person) -> str:
    if not isinstance(refused, PlaceTaken):
        return refused.message
    standing = refused.standing
    if selectors.editable(person).filter(pk=standing.pk).exists():
        address = f"{reverse('targets:desk')}?{urlencode({'target': standing.slug})}"
        return format_html(
            '{} <a href="{}#t-{}">{}</a>',
            _("%(refused)s登记错了，草稿可以删掉，确认了的可以停用，再登记对的。")
            % {"refused": refused.message},
            address,
            standing.pk,
            _("看那一个"),
        )
    words = _("%(refused)s它归%(unit)s管。") % {
        "refused": refused.message,
        "unit": standing.unit.name,
    }
    if not Target.objects.public().filter(pk=standing.pk).exists():
        return words
    page = reverse("targets:detail", args=[standing.slug])
    return format_html('{} <a href="{}">{}</a>', words, page, _("看那一个"))
