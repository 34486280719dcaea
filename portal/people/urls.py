from django.urls import path

from portal.people import views

app_name = "people"
urlpatterns = [
    path("", views.member_list, name="list"),
    path("units/", views.unit_tree, name="units"),
    path("add/", views.add_member, name="add"),
    path("memberships/<int:pk>/end/", views.end_member, name="end"),
    path("<uuid:public_id>/", views.person, name="person"),
    path("<uuid:public_id>/add/", views.add_member, name="add_role"),
]
