"""What certificates hold about a person, and what stays when the person is gone."""

from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.people.models import User
from quizzes.certificates import documents
from quizzes.certificates.enums import SchemeKind
from quizzes.certificates.models import Certificate, Revocation, RevocationNote
from quizzes.certificates.selectors import standing

FACTS: Final = {
    "heading": gettext_lazy("证书抬头"),
    "title": gettext_lazy("证书"),
    "kind": gettext_lazy("类别"),
    "entitles": gettext_lazy("证明什么"),
    "issuer": gettext_lazy("发证单位"),
    "renewal_days": gettext_lazy("到期前几天可以换证"),
    "validity_months": gettext_lazy("有效几个月"),
    "adult_only": gettext_lazy("只发给成年人"),
    "paper": gettext_lazy("试卷"),
    "paper_version": gettext_lazy("试卷版本"),
    "attempt": gettext_lazy("考试记录编号"),
    "score": gettext_lazy("得分"),
    "maximum": gettext_lazy("满分"),
    "percent": gettext_lazy("得分率（%）"),
    "pass_percent": gettext_lazy("及格线（%）"),
    "score_run": gettext_lazy("第几次评分"),
    "passed_on": gettext_lazy("考试合格日期"),
    "valid_from": gettext_lazy("有效期自"),
    "valid_to": gettext_lazy("有效期至"),
}
"""What the facts of a certificate are called where its holder reads them."""


def export(user: User) -> dict[str, Any]:
    """The certificates with every fact of the day of issue."""
    today = timezone.localdate()
    held = (
        Certificate.objects.filter(person=user)
        .select_related("scheme", "unit", "revocation__note")
        .order_by("pk")
    )
    return {
        _("证书"): [
            {
                _("编号"): one.number,
                _("姓名"): one.holder_name,
                _("发证时所在单位"): one.unit.name if one.unit else "",
                _("发证时间"): timezone.localtime(one.issued_at).isoformat(timespec="seconds"),
                _("有效期自"): one.valid_from.isoformat(),
                _("有效期至"): one.valid_to.isoformat(),
                _("状态"): standing(one, today).words,
                _("撤销原因"): str(one.revocation.get_reason_display()) if one.is_revoked else "",
                _("撤销备注"): one.revocation.note.text if _has_note(one) else "",
                _("发证依据"): _in_words(one),
            }
            for one in held
        ],
        _("撤销过的证书"): [
            {_("编号"): one.certificate.number, _("日期"): one.revoked_on.isoformat()}
            for one in Revocation.objects.filter(revoked_by=user)
            .select_related("certificate")
            .order_by("pk")
        ],
    }


def _in_words(certificate: Certificate) -> dict[str, Any]:
    words = {str(FACTS.get(name, name)): value for name, value in certificate.facts.items()}
    kind = certificate.facts.get("kind")
    if kind in SchemeKind.values:
        words[str(FACTS["kind"])] = str(SchemeKind(kind).label)
    return words


def _has_note(certificate: Certificate) -> bool:
    return certificate.is_revoked and hasattr(certificate.revocation, "note")


def erase(user: User) -> None:
    """Number, dates and facts stay, so that a paper copy can still be looked up; name, link
    to the person, notes and PDF go. Facts and reasons never held a name.

    The file goes at once, since it is only made again if this is rolled back, and once more
    after the commit, in case it was made again in between.
    """
    held = list(Certificate.objects.filter(person=user))
    RevocationNote.objects.filter(revocation__certificate__in=held).delete()
    Certificate.objects.filter(pk__in=[one.pk for one in held]).update(
        holder_name=_("已注销"), person=None
    )
    for certificate in held:
        documents.discard(certificate)
        _discard_once_more(certificate)


def _discard_once_more(certificate: Certificate) -> None:
    """What was written between the first time and the commit."""
    transaction.on_commit(lambda: documents.discard(certificate), robust=True)
