"""What was measured: values for programs, tables for people, and the budget beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Group
from rich.table import Table

_BUDGET = ("budget", "limit", "measured", "")


@dataclass(frozen=True, slots=True)
class Budget:
    """A line of the speed budget; `at_least` says on which side of `limit` is good."""

    what: str
    limit: float
    measured: float
    unit: str = ""
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether it holds."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    @property
    def row(self) -> Sequence[str]:
        """As a table shows it."""
        limit = f"{'≥' if self.at_least else '≤'} {self.limit:,g}{self.unit}"
        verdict = "met" if self.met else "[bold red]missed"
        return (self.what, limit, f"{shown(self.measured)}{self.unit}", verdict)


@dataclass(frozen=True, slots=True)
class Found:
    """What one part measured.

    `rows` have a number for each of `columns` (with their unit), None where there is none;
    `setting` says what was measured.
    """

    columns: Sequence[str]
    rows: Mapping[str, Sequence[float | None]]
    budgets: Sequence[Budget] = ()
    setting: Mapping[str, str | int | float] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything of one run: what each part found, and with what it was measured."""

    setting: Mapping[str, str | int | float]
    parts: Mapping[str, Found]

    @property
    def budgets(self) -> Sequence[Budget]:
        """The lines of all parts."""
        return [budget for found in self.parts.values() for budget in found.budgets]

    def as_json(self) -> dict[str, Any]:
        """The report as one JSON value."""
        return {
            "setting": self._setting(),
            "measured": {
                name: {
                    row: dict(zip(found.columns, numbers, strict=True))
                    for row, numbers in found.rows.items()
                }
                for name, found in self.parts.items()
            },
            "budgets": [asdict(budget) | {"met": budget.met} for budget in self.budgets],
        }

    def as_tables(self) -> Group:
        """The report as tables; the last one has the budget and a verdict a line."""
        return Group(
            ", ".join(f"{name} {value}" for name, value in self._setting().items()),
            *(
                _table(
                    (name, *found.columns),
                    [(row, *map(shown, numbers)) for row, numbers in found.rows.items()],
                )
                for name, found in self.parts.items()
            ),
            *([_table(_BUDGET, [each.row for each in self.budgets])] if self.budgets else []),
        )

    def _setting(self) -> dict[str, str | int | float]:
        every = dict(self.setting)
        for found in self.parts.values():
            every |= found.setting or {}
        return every


def shown(number: float | None) -> str:
    """A number with the digits that a noisy machine justifies."""
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.2f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title_justify="left")
    table.add_column(head[0])
    for name in head[1:]:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*row)
    return table
