from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentTaxonomyConfig(AppConfig):
    name = "content.taxonomy"
    label = "content_taxonomy"
    verbose_name = _("分类")
    default_auto_field = "django.db.models.BigAutoField"
