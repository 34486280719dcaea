from django.urls import path

from portal.people.views import members, units

app_name = "people"
urlpatterns = [
    path("", members.member_list, name="list"),
    path("units/", members.unit_tree, name="units"),
    path("units/add/", units.add_unit, name="unit_add"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/change/", units.change_unit, name="unit_change"),
    path("units/<int:pk>/move/", units.move_unit, name="unit_move"),
    path("units/<int:pk>/close/", units.close_unit, name="unit_close"),
    path("add/", members.add_member, name="add"),
    path("memberships/<int:pk>/end/", members.end_member, name="end"),
    path("<uuid:public_id>/", members.person, name="person"),
    path("<uuid:public_id>/add/", members.add_member, name="add_role"),
    path("<uuid:public_id>/home-unit/", members.home_unit, name="home_unit"),
]
