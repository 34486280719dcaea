from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentMarksConfig(AppConfig):
    name = "content.marks"
    label = "content_marks"
    verbose_name = _("标记的条款")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.marks import personal_data
        from content.marks.clause_links import mark_links
        from content.plans import clause_actions
        from portal.people import personal_data as holders

        holders.register(self.label, export=personal_data.export, erase=personal_data.erase)
        clause_actions.register_for_all(mark_links)
