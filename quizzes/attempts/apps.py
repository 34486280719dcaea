from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesAttemptsConfig(AppConfig):
    name = "quizzes.attempts"
    label = "quizzes_attempts"
    verbose_name = _("作答")
    default_auto_field = "django.db.models.BigAutoField"
