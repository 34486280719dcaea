from search.documents.models import SearchDocument
from search.terms.models import SearchTerm, SearchTermsBuilt

__all__ = ["SearchDocument", "SearchTerm", "SearchTermsBuilt"]
