"""Filters as they stand in an address: ?kind=clause&hazard=flood&status=current&year=2021-2025."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from search.query.plan import Filters, YearRange

PARAMETERS: Final = ("kind", "hazard", "division", "status", "year")
NEWEST: Final = "new"
"""How hits may be sorted other than by how well they fit."""
AS_TYPED: Final = "exact"
MOST_VALUES: Final = 20
LONGEST_VALUE: Final = 80
_YEARS: Final = re.compile(r"(\d{4})?-(\d{4})?")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a visitor chose: values per parameter, in the order of the address; `sort` narrows
    nothing."""

    values: Mapping[str, tuple[str, ...]]
    group_key: str = ""
    sort: str = ""
    as_typed: bool = False
    """Whoever asks wants what they typed and nothing that may have been meant."""

    @property
    def is_empty(self) -> bool:
        return not self.group_key and not any(self.values.values())

    def has(self, parameter: str, value: str) -> bool:
        return value in self.values.get(parameter, ())

    def filters(self, grants: frozenset[str], *, but: str = "") -> Filters:
        """As conditions of a plan; `but` leaves one parameter out, to count its other values."""

        def of(parameter: str) -> frozenset[str]:
            return frozenset() if parameter == but else frozenset(self.values.get(parameter, ()))

        years = () if but == "year" else self.values.get("year", ())
        return Filters(
            grants=grants,
            kinds=of("kind"),
            hazards=of("hazard"),
            divisions=of("division"),
            statuses=of("status"),
            years=tuple(found for year in years if (found := years_of(year)) is not None),
            group_key=self.group_key,
        )

    def query(self, text: str, *, toggle: tuple[str, str] | None = None, group: str = "") -> str:
        """Address query of the same search; with one value switched, or inside one document."""
        pairs = [("q", text)] if text else []
        for parameter in PARAMETERS:
            values = list(self.values.get(parameter, ()))
            if toggle is not None and toggle[0] == parameter:
                if toggle[1] in values:
                    values.remove(toggle[1])
                else:
                    values.append(toggle[1])
            pairs += [(parameter, value) for value in values]
        if group or self.group_key:
            pairs.append(("group", group or self.group_key))
        if self.sort:
            pairs.append(("sort", self.sort))
        if self.as_typed:
            pairs.append((AS_TYPED, "1"))
        return "?" + urlencode(pairs)


def chosen(get_list: Callable[[str], list[str]]) -> Chosen:
    """Read the parameters of a request (`request.GET.getlist`). What makes no sense is dropped."""
    values: dict[str, tuple[str, ...]] = {}
    for parameter in PARAMETERS:
        given = dict.fromkeys(value.strip()[:LONGEST_VALUE] for value in get_list(parameter))
        kept = [value for value in given if value and (parameter != "year" or years_of(value))]
        values[parameter] = tuple(kept[:MOST_VALUES])
    groups = [value for value in get_list("group") if value]
    return Chosen(
        values=values,
        group_key=groups[0][:200] if groups else "",
        sort=NEWEST if NEWEST in get_list("sort") else "",
        as_typed="1" in get_list(AS_TYPED),
    )


def years_of(text: str) -> YearRange | None:
    """2021-2025, -2015, 2026-; None for anything else."""
    match = _YEARS.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        return None
    first, last = (int(part) if part else None for part in match.groups())
    if first is not None and last is not None and first > last:
        return None
    return YearRange(first, last)


def five_years(year: int) -> YearRange:
    """The planning period a year lies in: 2021 to 2025, 2016 to 2020; before that, all."""
    if year <= 2015:
        return YearRange(None, 2015)
    first = year - (year - 1) % 5
    return YearRange(first, first + 4)


def address_of(years: YearRange) -> str:
    return f"{years.first or ''}-{years.last or ''}"
