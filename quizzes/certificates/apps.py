from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesCertificatesConfig(AppConfig):
    name = "quizzes.certificates"
    label = "quizzes_certificates"
    verbose_name = _("证书")
    default_auto_field = "django.db.models.BigAutoField"
