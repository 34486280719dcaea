from content.experts.models.account import ExpertAccount
from content.experts.models.contact import ExpertContact
from content.experts.models.expert import ExpertPage, Participation
from content.experts.models.index import ExpertIndexPage

__all__ = ["ExpertAccount", "ExpertContact", "ExpertIndexPage", "ExpertPage", "Participation"]
