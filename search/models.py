from search.documents.models import SearchDocument

__all__ = ["SearchDocument"]
