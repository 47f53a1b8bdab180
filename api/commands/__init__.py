"""The commands of `freshlens`, one file each.

Results go to `out` (stdout), progress and problems to `err` (stderr), so that a pipe carries
only results. Where a command offers `--json`, its whole result is one JSON value on stdout.
"""

import orjson
from rich.console import Console

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def print_json(value: object) -> None:
    """Print `value` (anything orjson knows) as JSON, never wrapped or coloured."""
    text = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    out.print(text, markup=False, soft_wrap=True)
