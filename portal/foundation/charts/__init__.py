"""Charts drawn on the server as SVG, each with its sentence and its table."""

from portal.foundation.charts.gauges import bar_gauge, interval_gauge
from portal.foundation.charts.shapes import Chart, Table

__all__ = ["Chart", "Table", "bar_gauge", "interval_gauge"]
