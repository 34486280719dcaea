"""Addresses of the floor."""

from django.urls import path

from portal.foundation.audit import views as audit
from portal.foundation.consent import views as consent
from portal.foundation.health import views as health
from portal.foundation.messages import views as messages

app_name = "foundation"

urlpatterns = [
    path("livez", health.live, name="live"),
    path("readyz", health.ready, name="ready"),
    path("inbox/", messages.inbox, name="inbox"),
    path("inbox/read/", messages.read_all, name="inbox_read_all"),
    path("inbox/<uuid:public_id>/", messages.message, name="message"),
    path("audit/", audit.event_list, name="audit"),
    path("audit/events.csv", audit.export_csv, name="audit_csv"),
    path("audit/events.xlsx", audit.export_xlsx, name="audit_xlsx"),
    path("mailbox/", messages.mailbox, name="mailbox"),
    path("privacy/<slug:purpose>/", consent.notice, name="privacy"),
    path("privacy/<slug:purpose>/<int:version>/", consent.older_notice, name="privacy_version"),
]
