"""Addresses of the look itself: display settings and the gallery."""

from django.urls import path

from themes.views import display, gallery

app_name = "themes"
urlpatterns = [
    path("display/", display.settings_page, name="display"),
    path("display/set/", display.choose, name="display_set"),
    path("gallery/", gallery.page, name="gallery"),
]
