"""Pages of every sort a page cache can meet."""

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from portal.foundation.pagecache.storable import vouch

counts: dict[str, int] = {}
plans: dict[str, object] = {}


def count(name: str) -> int:
    counts[name] = counts.get(name, 0) + 1
    return counts[name]


def text(response) -> str:
    return response.content.decode()


def guide(request):
    number = count("guide")
    hook = plans.get("during")
    if hook:
        hook()
    if plans.get("fails"):
        return HttpResponse("broken", status=500)
    if plans.get("gone"):
        return HttpResponse("withdrawn", status=410)
    display = request.COOKIES.get("display", "")
    vouch(request, {n: v for n, v in request.GET.items() if n in "ab" and v in {"1", "2", "3"}})
    response = HttpResponse(
        f"<p>地震了 第{number}次 {display} {request.GET.urlencode()}</p>" + "长" * 500
    )
    response["X-Kept"] = "yes"
    return response


def cookie(request):
    response = HttpResponse(f"x{count('cookie')}")
    response.set_cookie("a", "b")
    return response


def header(request):
    response = HttpResponse(f"x{count('header')}")
    vouch(request, {"h": request.GET["h"]})
    name, _colon, value = request.GET["h"].partition(":")
    response[name] = value
    return response


def status(request):
    return HttpResponse(f"x{count('status')}", status=int(request.GET["s"]))


def nonce(request):
    count("nonce")
    return HttpResponse('<script nonce="abc">1</script>')


def session(request):
    count("session")
    return HttpResponse(str(request.session.get("a")))


def form(request):
    count("form")
    return HttpResponse(f'<input name="csrfmiddlewaretoken" value="{get_token(request)}">')


def host(request):
    count("host")
    return HttpResponse(f"<a href='{request.build_absolute_uri('/guide/')}'>地震了</a>")


def named(request):
    count("named")
    return HttpResponse(f"<a href='{settings.BASE_URL}/guide/'>地震了</a>")


def stream(request):
    count("stream")
    return StreamingHttpResponse(["a", "b"])


def picture(request):
    count("picture")
    return HttpResponse(b"x", content_type="image/png")


urlpatterns = [
    path(f"{view.__name__}/", view)
    for view in (guide, host, named, cookie, header, status, nonce, session, form, stream, picture)
]
