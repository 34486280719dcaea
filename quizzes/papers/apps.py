from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesPapersConfig(AppConfig):
    name = "quizzes.papers"
    label = "quizzes_papers"
    verbose_name = _("试卷")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.guides import extras as guide_extras
        from portal.people import personal_data as holders
        from quizzes.bank import pools as bank_pools
        from quizzes.bank import uses as question_uses
        from quizzes.papers import personal_data, pools, studying, uses

        holders.register(self.label, export=personal_data.export, erase=holders.stays_with_the_row)
        bank_pools.register(pools.papers_binding)
        question_uses.register(uses.papers_asking)
        guide_extras.register(self.label, studying.practice_of)
