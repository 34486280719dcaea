from django.urls import path

from quizzes.certificates import views

app_name = "certificates"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("verify/", views.verify_form, name="verify"),
    path("claim/", views.claim, name="claim"),
    path("desk/", views.desk, name="desk"),
    path("desk/export.csv", views.desk_export, name="desk_export"),
    path("desk/<str:number>/revoke/", views.desk_revoke, name="desk_revoke"),
    path("<str:number>/", views.detail, name="detail"),
    path("<str:number>/certificate.pdf", views.download, name="download"),
]
