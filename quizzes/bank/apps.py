from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesBankConfig(AppConfig):
    name = "quizzes.bank"
    label = "quizzes_bank"
    verbose_name = _("题库")
    default_auto_field = "django.db.models.BigAutoField"
