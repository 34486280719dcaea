from django.urls import path

from content.comments import views

app_name = "comments"

urlpatterns = [
    path("plans/<slug:slug>/", views.plan, name="plan"),
    path("clauses/<uuid:anchor>/", views.clause, name="clause"),
    path("versions/<int:pk>/<uuid:anchor>/", views.version_clause, name="version_clause"),
    path("<int:pk>/reply/", views.reply, name="reply"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
