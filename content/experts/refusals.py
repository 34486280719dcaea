class ExpertRefused(Exception):
    """Carries the sentence for the person, and the `field` of the form where it is of one."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field
