"""How much one parse may cost."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one child process; the defaults suit a document of some hundred pages.

    `memory_mb` is address space, which counts the interpreter and its libraries too.
    `wall_seconds` is by the clock and covers a parser that sleeps or waits.
    """

    input_mb: int = 20
    result_mb: int = 32
    written_mb: int = 64
    memory_mb: int = 512
    cpu_seconds: int = 10
    wall_seconds: int = 20
    open_files: int = 64

    def __post_init__(self) -> None:
        for name in self.__slots__:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1")
