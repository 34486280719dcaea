from django.urls import path

from portal.home import views

app_name = "home"

urlpatterns = [
    path("accessibility/", views.accessibility, name="accessibility"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap/", views.site_map, name="site_map"),
    path("sitemap.xml", views.site_map_xml, name="site_map_xml"),
]
