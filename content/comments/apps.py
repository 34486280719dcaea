from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentCommentsConfig(AppConfig):
    name = "content.comments"
    label = "content_comments"
    verbose_name = _("对条文的意见")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from content.comments import personal_data, plan_notes, signals
        from content.comments.clause_links import comment_links, proof_links
        from content.plans import clause_actions, desk_notes
        from portal.people import personal_data as holders

        holders.register(self.label, export=personal_data.export, erase=holders.stays_with_the_row)
        clause_actions.register_for_all(comment_links)
        clause_actions.register_for_proof(proof_links)
        desk_notes.register(plan_notes.note_on)
        desk_notes.register_for_proof(plan_notes.note_on_version)
        desk_notes.register_for_proof(plan_notes.note_on_invited)
        signals.connect()
