from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.taxonomy.models import Audience, Hazard


class HazardViewSet(SnippetViewSet):
    model = Hazard
    icon = "warning"
    list_display = ["name", "slug", "hazard_class", "home_position"]
    list_filter = ["hazard_class"]
    search_fields = ["name", "plain_name", "slug"]
    form_fields = [
        "name",
        "plain_name",
        "hazard_class",
        "pictogram",
        "gb_code",
        "position",
        "home_position",
        "elder_position",
    ]
    copy_view_enabled = False


class AudienceViewSet(SnippetViewSet):
    model = Audience
    icon = "group"
    list_display = ["name", "slug", "position"]
    form_fields = ["name", "position"]
    copy_view_enabled = False


@register_snippet
class TaxonomyViewSetGroup(SnippetViewSetGroup):
    menu_label = _("分类")
    menu_icon = "tag"
    menu_order = 700
    items = (HazardViewSet, AudienceViewSet)
