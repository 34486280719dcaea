"""Files hold who uploaded them: a link to the person's row, no more."""

from typing import Any

from django.utils.translation import gettext as _

from content.media.models import AnlanDocument, AnlanImage
from portal.people.models import User


def export(user: User) -> dict[str, Any]:
    return {
        words: list(
            model.objects.filter(uploaded_by_user=user)
            .order_by("pk")
            .values_list("title", flat=True)
        )
        for words, model in ((_("上传的图片"), AnlanImage), (_("上传的文件"), AnlanDocument))
    }
