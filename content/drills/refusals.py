"""Why something cannot be done with a drill, in words."""


class DrillRefused(Exception):
    """`message` says in Chinese what to do about `field` of the form."""

    def __init__(self, message: str, field: str = "") -> None:
        self.message, self.field = message, field
        super().__init__(message)
