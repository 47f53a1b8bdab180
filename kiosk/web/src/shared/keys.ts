/** Keys as a scanner presses them: it speaks US layout, whatever the computer is set to. */

/** GS1's separator inside element strings (FNC1), as scanners send it. */
export const GROUP_SEPARATOR = "\x1d";

const PLAIN: Record<string, string> = {
  Space: "  ",
  Minus: "-_",
  Equal: "=+",
  BracketLeft: "[{",
  BracketRight: "]}",
  Backslash: "\\|",
  Semicolon: ";:",
  Quote: "'\"",
  Backquote: "`~",
  Comma: ",<",
  Period: ".>",
  Slash: "/?",
  IntlBackslash: "\\|",
  NumpadAdd: "++",
  NumpadSubtract: "--",
  NumpadMultiply: "**",
  NumpadDivide: "//",
  NumpadDecimal: "..",
};
const DIGITS_SHIFTED = ")!@#$%^&*(";
const CONTROL: Record<string, string> = { BracketRight: GROUP_SEPARATOR };

/** What a key event means by position: a character, the end of a code, or nothing. */
export type Key = { sign: string } | "end" | "silent" | undefined;

/**
 * The sign of a key: by `code` and Shift. `silent` keys belong to a code and say nothing of it
 * (modifiers, and the control prefixes of scanners: Ctrl+B is STX). Undefined is a key that no
 * scanner presses while it types a code.
 */
export function keyOf(event: Pick<KeyboardEvent, "code" | "shiftKey" | "ctrlKey">): Key {
  const { code, shiftKey, ctrlKey } = event;
  const shifted = shiftKey ? 1 : 0;
  if (/^(Shift|Control|Alt)(Left|Right)$|^CapsLock$/.test(code)) return "silent";
  if (code === "Enter" || code === "NumpadEnter" || code === "Tab") return "end";
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (ctrlKey) {
    if (letter === "M" || letter === "J") return "end"; // CR and LF
    return code in CONTROL ? { sign: CONTROL[code]! } : letter ? "silent" : undefined;
  }
  if (code === "F8") return { sign: GROUP_SEPARATOR }; // a common setting for FNC1
  if (letter) return { sign: shiftKey ? letter : letter.toLowerCase() };
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit)
    return { sign: shifted && digit[1] === "Digit" ? DIGITS_SHIFTED[+digit[2]!]! : digit[2]! };
  return PLAIN[code] ? { sign: PLAIN[code][shifted]! } : undefined;
}
