from content.guides.models.guide import GuidePage
from content.guides.models.index import GuideIndexPage

__all__ = ["GuideIndexPage", "GuidePage"]
