from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesPapersConfig(AppConfig):
    name = "quizzes.papers"
    label = "quizzes_papers"
    verbose_name = _("试卷")
    default_auto_field = "django.db.models.BigAutoField"
