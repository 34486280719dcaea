from content.targets.models.indicator import Indicator, IndicatorValue
from content.targets.models.target import Target

__all__ = ["Indicator", "IndicatorValue", "Target"]
