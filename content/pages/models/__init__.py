from content.pages.links.models import Link
from content.pages.models.knowledge import KnowledgePage, KnowledgePageQuerySet, PageSource
from content.pages.models.paragraph import Paragraph

__all__ = ["KnowledgePage", "KnowledgePageQuerySet", "Link", "PageSource", "Paragraph"]
