"""Files as streams: what is broken costs no more than itself, and memory stays flat."""

import gzip
import tracemalloc
from pathlib import Path

import pytest

from provenance.imports.records import Refused
from provenance.imports.rows import READING_COLUMNS
from provenance.imports.sources import entries

HEADER = b"sensor,time,value,unit\n"


def found(path: Path, *, columns: bool = False) -> list[tuple[int, object]]:
    """Each entry's line with its value, or with the key of its refusal."""
    return [
        (one.line, one.value.reason.key if isinstance(one.value, Refused) else one.value)
        for one in entries(path, READING_COLUMNS if columns else None)
    ]


def file(folder: Path, name: str, content: bytes) -> Path:
    (path := folder / name).write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("one.json", b'\xef\xbb\xbf{"a":\n1}', [(1, {"a": 1})]),
        ("list.json", b'[{"a": 1},\n {"a": 2}]', [(1, [{"a": 1}, {"a": 2}])]),
        ("one-line.json", b'{"a": 1}', [(1, {"a": 1})]),
        ("lines.json", b'{"a": 1}\n{"a": 2}\n', [(1, {"a": 1}), (2, {"a": 2})]),
        ("lines.jsonl", b'\n{"a": 1}\r\n\n{"a": 2}', [(2, {"a": 1}), (4, {"a": 2})]),
        ("broken.jsonl", b'{"a": \n{"a": 2}', [(1, "imports-line-json"), (2, {"a": 2})]),
        ("odd.ndjson", b'oops\n{"a": 2}', [(1, "imports-line-json"), (2, {"a": 2})]),
        ("text.json", b"dear all,\nhello", [(1, "imports-file-json")]),
        ("text.jsonl", b"dear all,\nhello", [(1, "imports-file-not-json")]),
        ("long.jsonl", b"dear all\n" * 5000, [(1, "imports-file-not-json")]),
        ("cut.json", b'{"a": 1,\n"b"', [(2, "imports-file-json")]),
        ("empty.json", b"", [(1, "imports-file-empty")]),
        ("binary.json", b"\x89PNG\r\n\x00\x00", [(1, "imports-file-binary")]),
    ],
)
def test_json_is_read_whole_or_by_lines(
    tmp_path: Path, name: str, content: bytes, expected: list[tuple[int, object]]
) -> None:
    assert found(file(tmp_path, name, content)) == expected
    assert found(file(tmp_path, f"{name}.gz", gzip.compress(content))) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (b"t1,now,1,CEL\n", [(2, "t1 now 1 CEL")]),
        (b'"t,1",now,1,CEL\r\n\r\n', [(2, "t,1 now 1 CEL")]),
        (b"t1,now,1\nt1,now,2,CEL\n", [(2, "imports-row-cells"), (3, "t1 now 2 CEL")]),
        (b't1,"now,1,CEL\nt1,now,2,CEL\n', [(2, "imports-row-csv"), (3, "t1 now 2 CEL")]),
        (b"t\xff,now,1,CEL\nt1,now,2,CEL", [(2, "imports-row-encoding"), (3, "t1 now 2 CEL")]),
        (b"", []),
    ],
)
def test_a_broken_row_costs_that_row_only(
    tmp_path: Path, rows: bytes, expected: list[tuple[int, str]]
) -> None:
    read = found(file(tmp_path, "a.csv", b"\xef\xbb\xbf" + HEADER + rows), columns=True)
    texts = [(line, " ".join(v.values()) if isinstance(v, dict) else v) for line, v in read]
    assert texts == expected


@pytest.mark.parametrize(
    ("header", "key"),
    [
        (b"sensor,time,value,unit,colour\n", "imports-columns-unknown"),
        (b"sensor,time,value\n", "imports-columns-missing"),
        (b"sensor,time,value,unit,unit\n", "imports-columns-twice"),
        (b"hello\n", "imports-columns-unknown"),
    ],
)
def test_a_wrong_header_gives_one_refusal(tmp_path: Path, header: bytes, key: str) -> None:
    path = file(tmp_path, "a.csv", header + b"t1,now,1,CEL\n" * 9)
    assert found(path, columns=True) == [(1, key)]


def test_a_list_may_come_as_json_lines(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jsonl", b'{"sensor": "t1"}\n')
    assert found(path, columns=True) == [(1, {"sensor": "t1"})]


def test_a_file_that_cannot_be_opened_gives_one_refusal(tmp_path: Path) -> None:
    assert found(tmp_path / "missing.json") == [(1, "imports-file-unreadable")]
    assert found(tmp_path) == [(1, "imports-file-folder")]


def test_what_came_before_a_broken_end_of_gzip_is_kept(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(b'{"a": %d}\n' % n for n in range(50_000)))
    read = found(file(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2]))
    assert len(read) > 1000
    assert read[0] == (1, {"a": 0})
    assert read[-1] == (len(read), "imports-file-gzip")


def test_a_line_beyond_all_measure_is_skipped(tmp_path: Path) -> None:
    long = b'{"a": "' + b"x" * (17 * 2**20) + b'"}\n'
    read = found(file(tmp_path, "a.jsonl", b'{"a": 1}\n' + long + b'{"a": 3}\n'))
    assert read == [(1, {"a": 1}), (2, "imports-line-long"), (3, {"a": 3})]


def test_the_position_reaches_the_end_of_the_packed_file(tmp_path: Path) -> None:
    path = file(tmp_path, "a.jsonl.gz", gzip.compress(b'{"a": 1}\n' * 9))
    assert [one.position for one in entries(path, None)][-1] == path.stat().st_size


@pytest.mark.parametrize(
    ("name", "head", "line"),
    [
        ("a.jsonl", b"", b'{"sensor": "t1", "value": 1}\n'),
        ("a.csv", HEADER, b"t1,2026-05-01T00:00:00Z,1,CEL\n"),
    ],
)
def test_memory_does_not_grow_with_the_file(
    tmp_path: Path, name: str, head: bytes, line: bytes
) -> None:
    def peak(lines: int) -> int:
        path = file(tmp_path, name, head + line * lines)
        tracemalloc.start()
        assert sum(1 for _ in entries(path, READING_COLUMNS)) == lines
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(100)
    assert peak(100_000) <= 1.5 * peak(10_000)
