from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("搜索")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search.checks import register_checks
        from search.indexing import jobs
        from search.terms import jobs as terms_jobs

        register_checks()
        jobs.register()
        terms_jobs.register()
