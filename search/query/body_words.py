"""Bodies that people call by one word and plans by another, which is cut into words in its own way:
村（居）民委员会 stands in the index as 村, 居, 民 and 委员会, 村（社区） as 村 and 社区."""

from typing import Final

_OF_THE_VILLAGE: Final = ("村委会", "居委会", "村民", "居民", "社区", "居")

BODIES: Final = {"村委会": _OF_THE_VILLAGE, "居委会": _OF_THE_VILLAGE}
"""By the word of a query: the words of a text that may mean it. Never the other way about: who asks
for 居民 does not ask for what their committee has to do."""
