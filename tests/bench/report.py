"""What was measured: values for programs, tables for people, and the budget beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from statistics import median, quantiles
from typing import Any

from rich.console import Group
from rich.table import Table

from tests.bench.load import Sample
from tests.bench.writes import Writes

BARE = "bare"
"""The measure that others are compared with."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of request: requests a second, times in ms.

    `ratio` is its rate ÷ that of the bare route: the median of the rounds, in each of which both
    were measured within seconds.
    """

    title: str
    per_second: float
    p50_ms: float
    p99_ms: float
    ratio: float

    @property
    def row(self) -> Sequence[str]:
        """As a table shows it."""
        times = (f"{ms:.2f}" for ms in (self.p50_ms, self.p99_ms))
        return (self.title, f"{self.per_second:,.0f}", *times, f"{self.ratio:.2f}")


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
        limit = f"{'≥' if self.at_least else '≤'} {self.limit:g}{self.unit}"
        verdict = "met" if self.met else "[bold red]missed"
        return (self.what, limit, f"{self.measured:.2f}{self.unit}", verdict)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything of one run. `codes` are µs by kind; `setting` says what it was measured with."""

    setting: Mapping[str, str | int | float]
    http: Mapping[str, Measure]
    codes: Mapping[str, float]
    writes: Mapping[str, Writes]
    budgets: Sequence[Budget]

    def as_json(self) -> dict[str, Any]:
        """The report as one JSON value."""
        return {
            "setting": self.setting,
            "http": {key: asdict(measure) for key, measure in self.http.items()},
            "codes_us": self.codes,
            "writes": {
                key: {"per_second": writes.per_second, "ratio_to_raw": writes.ratio}
                for key, writes in self.writes.items()
            },
            "budgets": [asdict(budget) | {"met": budget.met} for budget in self.budgets],
        }

    def as_tables(self) -> Group:
        """The report as tables."""
        return Group(
            ", ".join(f"{name} {value}" for name, value in self.setting.items()),
            _table(
                ("over HTTP", "per second", "p50 ms", "p99 ms", "÷ bare route"),
                [measure.row for measure in self.http.values()],
            ),
            _table(
                ("reading a code", "µs"),
                [(kind, f"{time:.1f}") for kind, time in self.codes.items()],
            ),
            _table(
                ("taking in", "per second", "÷ raw writes"),
                [(key, f"{w.per_second:,.0f}", f"{w.ratio:.2f}") for key, w in self.writes.items()],
            ),
            _table(
                ("budget", "limit", "measured", ""),
                [budget.row for budget in self.budgets],
            ),
        )


def measures(
    titles: Mapping[str, str], rounds: Mapping[str, Sequence[Sample]]
) -> Mapping[str, Measure]:
    """Sum up the samples of each kind of request, one a round."""
    return {key: _measure(titles[key], samples, rounds[BARE]) for key, samples in rounds.items()}


def rate_ratio(rounds: Sequence[Sample], others: Sequence[Sample]) -> float:
    """A rate ÷ another one measured in the same rounds: the median of the rounds."""
    return median(_rate(one) / _rate(other) for one, other in zip(rounds, others, strict=True))


def _measure(title: str, samples: Sequence[Sample], bare: Sequence[Sample]) -> Measure:
    latencies = [*chain.from_iterable(sample.latencies for sample in samples)]
    percentiles = quantiles(latencies, n=100)
    return Measure(
        title=title,
        per_second=len(latencies) / sum(sample.seconds for sample in samples),
        p50_ms=percentiles[49] * 1000,
        p99_ms=percentiles[98] * 1000,
        ratio=rate_ratio(samples, bare),
    )


def _rate(sample: Sample) -> float:
    return len(sample.latencies) / sample.seconds


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(title_justify="left")
    table.add_column(head[0])
    for name in head[1:]:
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(*row)
    return table
