from django.urls import path

from quizzes.certificates.views import desk, own, schemes, verifying

app_name = "certificates"

urlpatterns = [
    path("", own.mine, name="mine"),
    path("verify/", verifying.verify_form, name="verify"),
    path("claim/", own.claim, name="claim"),
    path("desk/", desk.desk, name="desk"),
    path("desk/export.csv", desk.as_csv, name="desk_csv"),
    path("desk/export.xlsx", desk.as_xlsx, name="desk_xlsx"),
    path("desk/schemes/", schemes.schemes, name="schemes"),
    path("desk/schemes/new/", schemes.scheme_new, name="scheme_new"),
    path("desk/schemes/<slug:slug>/", schemes.scheme, name="scheme"),
    path("desk/<str:number>/revoke/", desk.desk_revoke, name="desk_revoke"),
    path("<str:number>/", own.detail, name="detail"),
    path("<str:number>/certificate.pdf", own.download, name="download"),
]
