class ReportRefused(Exception):
    """Carries the sentence for the person."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
