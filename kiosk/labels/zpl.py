"""ZPL II: a label as its printer takes it, one graphic field and nothing else.

Zebra, ZPL II Programming Guide: `^GF` in ASCII hexadecimal with its run-length codes. The printer
draws no text and no code of its own, so what was read back is what is printed.
"""

from itertools import groupby

from PIL import Image

from kiosk.labels.bitmap import Bitmap

_TWENTIES = " ghijklmnopqrstuvwxyz"
"""Its letter at n repeats what follows 20 n times."""

_ONES = " GHIJKLMNOPQRSTUVWXY"
_LONGEST = 400


def zpl(bitmap: Bitmap, copies: int = 1) -> bytes:
    """The label's format for a ZPL printer, `copies` times."""
    width, height = bitmap.image.size
    row_bytes = (width + 7) // 8
    padded = Image.new("1", (row_bytes * 8, height), 1)
    padded.paste(bitmap.image)
    data = bytes(byte ^ 0xFF for byte in padded.tobytes())  # a printer's 1 is a black dot
    size = len(data)
    return (
        f"^XA^PW{width}^LL{height}^LH0,0^PQ{copies}"
        f"^FO0,0^GFA,{size},{size},{row_bytes},{_packed(data, row_bytes)}^FS^XZ\n"
    ).encode("ascii")


def _packed(data: bytes, row_bytes: int) -> str:
    """Rows in hexadecimal: `:` repeats the row above, `,` and `!` fill one with white or black."""
    rows: list[str] = []
    before = ""
    for start in range(0, len(data), row_bytes):
        row = data[start : start + row_bytes].hex().upper()
        rows.append(":" if row == before else _row(row))
        before = row
    return "".join(rows)


def _row(row: str) -> str:
    for digit, rest in (("0", ","), ("F", "!")):
        if row.endswith(digit):
            return _runs(row.rstrip(digit)) + rest
    return _runs(row)


def _runs(digits: str) -> str:
    return "".join(_run(digit, len(list(same))) for digit, same in groupby(digits))


def _run(digit: str, length: int) -> str:
    if length == 1:
        return digit
    longest, length = divmod(length, _LONGEST)
    twenties, ones = divmod(length, 20)
    count = _TWENTIES[twenties].strip() + _ONES[ones].strip()
    return f"z{digit}" * longest + (count + digit if count else "")
