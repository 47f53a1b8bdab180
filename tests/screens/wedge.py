"""A keyboard-wedge scanner: real keys in Chromium, as fast as a scanner's."""

import asyncio

from playwright.async_api import Page

from api import clock

_SHIFT = 8
_CONTROL = 2
_SHIFTED = dict(zip(')!@#$%^&*(_+{}|:"~<>?', "0123456789-=[]\\;'`,./", strict=True))
_CODES = {
    "-": "Minus",
    "=": "Equal",
    "[": "BracketLeft",
    "]": "BracketRight",
    "\\": "Backslash",
    ";": "Semicolon",
    "'": "Quote",
    "`": "Backquote",
    ",": "Comma",
    ".": "Period",
    "/": "Slash",
    " ": "Space",
    "\n": "Enter",
}


def _key(sign: str) -> dict[str, object]:
    """What presses a sign on a US keyboard, as the DevTools protocol wants it."""
    modifiers, base = 0, sign
    if sign < " " and sign != "\n":
        modifiers, base = _CONTROL, chr(ord(sign) + ord("@")).lower()  # STX is Ctrl+B
    elif sign in _SHIFTED or sign.isupper():
        modifiers, base = _SHIFT, _SHIFTED.get(sign, sign.lower())
    if base.isdigit():
        code = f"Digit{base}"
    elif base.isalpha():
        code = f"Key{base.upper()}"
    else:
        code = _CODES[base]
    key = "Enter" if sign == "\n" else sign
    text = {} if modifiers == _CONTROL else {"text": "\r" if sign == "\n" else sign}
    return {"code": code, "key": key, "modifiers": modifiers, **text}


async def scan(page: Page, code: str, *, end: str = "\n") -> None:
    """Type `code` and `end` into whatever has the focus, as a scanner would: 4 ms from key to key.

    The times stand in the events, so that a busy machine types no slower.
    """
    keyboard, begun = await page.context.new_cdp_session(page), clock.now().timestamp()
    presses = [
        keyboard.send(
            "Input.dispatchKeyEvent",
            {
                "type": kind,
                "timestamp": begun + 0.004 * place,
                **_key(sign),
            },
        )
        for place, sign in enumerate(code + end)
        for kind in ("keyDown", "keyUp")
    ]
    await asyncio.gather(*presses)
    await keyboard.detach()


async def scan_at_once(page: Page, code: str) -> None:
    """The same within the page, all keys at one moment: for what is timed from the last one."""
    keys = [_key(sign) for sign in f"{code}\n"]
    await page.evaluate(
        """(keys) => { for (const { code, modifiers } of keys) {
          const shiftKey = modifiers === 8, ctrlKey = modifiers === 2;
          const more = { bubbles: true, cancelable: true };
          document.body.dispatchEvent(
            new KeyboardEvent("keydown", { code, shiftKey, ctrlKey, ...more }));
        } }""",
        keys,
    )
