"""Two people who leave traces everywhere before their accounts are deleted."""

from tests.samples.kept import traces_of

MAYILA = ("玛依拉古丽", "mayilaguli", "13712345678", "mayila@example.cn", "工号七四一")
RENA_NAME = "热娜帕提古丽"
RENA = (RENA_NAME, "renapati", "13987654321", "renapati@example.cn")


def traces(text: str) -> set[str]:
    """What `text` still says of either."""
    return traces_of((*MAYILA, *RENA), text)
