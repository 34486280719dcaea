from django.urls import path

from content.errata import views

app_name = "errata"

urlpatterns = [
    path("clauses/<uuid:anchor>/", views.report, name="report"),
    path("<uuid:public_id>/", views.receipt, name="receipt"),
]

desk = (
    [
        path("", views.desk, name="list"),
        path("<int:pk>/", views.answer, name="answer"),
        path("<int:pk>/take-out/", views.take_out, name="take_out"),
    ],
    "errata_desk",
)
"""Patterns and name space of the workbench, which the portal mounts apart."""
