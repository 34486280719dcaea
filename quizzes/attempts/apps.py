from datetime import datetime, timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuizzesAttemptsConfig(AppConfig):
    name = "quizzes.attempts"
    label = "quizzes_attempts"
    verbose_name = _("作答")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.foundation.periodic import registry
        from portal.people import personal_data as holders
        from quizzes.attempts import personal_data

        holders.register(self.label, export=personal_data.export, erase=personal_data.erase)
        registry.register(
            "quizzes.close_expired_attempts",
            every=timedelta(minutes=1),
            run=close_expired,
            title=_("收卷：时间到了的考试"),
        )


def close_expired(now: datetime) -> str | None:
    """Close what is over; one sentence for the health page."""
    from django.utils.translation import gettext

    from quizzes.attempts.services import close_expired as sweep

    closed = sweep(now=now)
    return gettext("收了 %(count)s 份卷") % {"count": closed} if closed else None
