"""Bodies that people call by one word and plans by another, which is cut into words in its own way:
村（居）民委员会 stands in the index as 村, 居, 民 and 委员会, 村（社区） as 村 and 社区."""

import re
from typing import Final

_OF_THE_VILLAGE: Final = ("村委会", "居委会", "村民", "居民", "社区", "居")

BODIES: Final = {"村委会": _OF_THE_VILLAGE, "居委会": _OF_THE_VILLAGE}
"""By the word of a query: the words of a text that may mean it. Never the other way about: who asks
for 居民 does not ask for what their committee has to do."""

WRITTEN: Final = dict.fromkeys(
    BODIES,
    re.compile(
        r"村\(居\)(?:民委员会|委会)|村民委员会|居民委员会|村委会|居委会|村\(社区\)|村\(居\)"
        r"|村、社区|村和社区|社区"
    ),
)
"""How a normalised text writes such a body: this is marked, and not 居 in 独居老人."""
