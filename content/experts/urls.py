from django.urls import path

from content.experts import views

app_name = "experts"

urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/end/", views.end, name="end"),
    path("asked/<int:pk>/", views.own, name="own"),
    path("asked/<int:pk>/accept/", views.accept, name="accept"),
    path("asked/<int:pk>/decline/", views.decline, name="decline"),
    path("asked/<int:pk>/leave/", views.leave, name="leave"),
]
