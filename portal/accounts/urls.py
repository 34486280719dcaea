from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.dashboard, name="me"),
    path("profile/", views.profile, name="profile"),
    path("memberships/<int:pk>/leave/", views.leave_membership, name="leave"),
    path("security/", views.security, name="security"),
    path("sessions/<int:pk>/end/", views.end_session, name="end_session"),
    path("notice/", views.new_notice, name="new_notice"),
    path("privacy/", views.privacy, name="privacy"),
    path("privacy/<slug:purpose>/withdraw/", views.withdraw_consent, name="withdraw_consent"),
    path("export/", views.export_data, name="export"),
    path("export/file/", views.export_file, name="export_file"),
    path("delete/", views.delete_account, name="delete"),
    path("deleted/", views.deleted, name="deleted"),
]
