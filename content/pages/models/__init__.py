from content.pages.links.models import Link
from content.pages.models.knowledge import KnowledgePage, KnowledgePageQuerySet
from content.pages.models.paragraph import Paragraph
from content.pages.models.review import ReviewTask
from content.pages.models.source import PageSource

__all__ = [
    "KnowledgePage",
    "KnowledgePageQuerySet",
    "Link",
    "PageSource",
    "Paragraph",
    "ReviewTask",
]
