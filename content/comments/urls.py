from django.urls import path

from content.comments.views import comments as views
from content.comments.views import inviting

app_name = "comments"

urlpatterns = [
    path("plans/<slug:slug>/", views.plan, name="plan"),
    path("clauses/<uuid:anchor>/", views.clause, name="clause"),
    path("versions/<int:pk>/<uuid:anchor>/", views.version_clause, name="version_clause"),
    path("versions/<int:pk>/invite/", inviting.invite, name="invite"),
    path("invited/<int:pk>/", inviting.invited, name="invited"),
    path("invited/<int:pk>/<uuid:anchor>/", inviting.invited_clause, name="invited_clause"),
    path("versions/<int:pk>/invite/<int:invitation>/end/", inviting.uninvite, name="uninvite"),
    path("invited/<int:pk>/end/", inviting.leave, name="leave"),
    path("<int:pk>/take-out/", views.take_out, name="take_out"),
    path("<int:pk>/reply/", views.reply, name="reply"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
