"""The report of a drill on A4."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from content.drills.models import Drill
from content.drills.report import report_of
from content.plans.papers import printable
from portal.foundation import pdf


def report_pdf(drill: Drill) -> bytes:
    """PDF bytes, with 〓 for what no bundled font draws. Raises `pdf.Crowded`."""
    html = render_to_string(
        "content/drills/pdf/report.html",
        {
            "drill": drill,
            "report": report_of(drill),
            "evidence": list(drill.evidence.filter(improvement__isnull=True)),
            "improvements": list(drill.improvements.select_related("responsible_unit", "trigger")),
        },
    )
    title = _("演练报告：%(title)s") % {"title": drill.title}
    with pdf.turn(f"drill-{drill.pk}"):
        return pdf.render(printable(html), title=printable(title)).content
