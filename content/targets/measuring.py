"""Which indicators can count what a text states: a share hung on a number of people would be
judged, and published, as that many people."""

from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from content.targets.domain.measures import (
    Measures,
    means_once,
    measures_beside,
    measures_of,
    written_otherwise,
)
from content.targets.enums import Measure
from content.targets.models import Indicator


def counting_in(unit: str) -> QuerySet[Indicator]:
    """Those that count in a unit; all of them where it is not known."""
    fitting = measures_of(unit)
    found = Indicator.objects.all()
    return found if fitting is None else found.filter(measure__in=fitting)


def unmeasured(indicator: Indicator, text: str, value: Decimal, stated: str = "") -> str:
    """Why an indicator cannot count the figure of a text, in Chinese; nothing where it can or
    where the text does not say in what it counts. `stated`: its unit, where that is known."""
    fitting = measures_of(stated)
    if fitting is None and not means_once(text, value, indicator.measure, indicator.name):
        fitting = measures_beside(text, value)
    if fitting is not None and indicator.measure not in fitting:
        return _("条文里的这个数不按“%(measure)s”算，“%(indicator)s”量不了。%(instead)s") % {
            "measure": indicator.get_measure_display(),
            "indicator": indicator.name,
            "instead": instead_of(fitting),
        }
    return ""


def misread(indicator: Indicator, text: str, value: Decimal) -> str:
    """Why a value is not the one of a text: the text has it only with 万 or 千 behind it."""
    written = written_otherwise(text, value, indicator.measure, indicator.name)
    if written is None:
        return ""
    return _("条文写的是“%(words)s”，“%(indicator)s”按%(measure)s数，目标值写 %(counted)s。") % {
        "words": written.words,
        "indicator": indicator.name,
        "measure": indicator.get_measure_display(),
        "counted": f"{written.counted.normalize():f}",
    }


def instead_of(fitting: Measures) -> str:
    """What to do about a figure that these measures count."""
    if not fitting:
        return _("指标只数比率、人、次、处。")
    labels = [str(one.label) for one in Measure if one in fitting]
    return _("换一个按“%(measures)s”数的指标。") % {"measures": _("”或“").join(labels)}
