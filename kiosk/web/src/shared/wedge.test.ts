import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Wedge, type Wedged } from "./wedge.ts";

const CODES: Record<string, string> = {
  "/": "Slash",
  ":": "Semicolon+",
  ".": "Period",
  "-": "Minus",
  "]": "BracketRight",
  "(": "Digit9+",
  ")": "Digit0+",
  "?": "Slash+",
  "=": "Equal",
  "\x1d": "^BracketRight",
  "\x02": "^KeyB",
  "\n": "Enter",
  "\t": "Tab",
};

/** The key of a sign: its code, with + for Shift and ^ for Ctrl. */
function codeOf(sign: string): string {
  if (/[a-z]/.test(sign)) return `Key${sign.toUpperCase()}`;
  if (/[A-Z]/.test(sign)) return `Key${sign}+`;
  if (/\d/.test(sign)) return `Digit${sign}`;
  return CODES[sign] ?? sign;
}

let now = 0;
let taken: Wedged[] = [];
let wedge: Wedge;

function press(code: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", {
    code: code.replace(/[+^]/g, ""),
    shiftKey: code.includes("+"),
    ctrlKey: code.startsWith("^"),
    bubbles: true,
    cancelable: true,
    ...more,
  });
  Object.defineProperty(event, "timeStamp", { value: now });
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event;
}

function type(text: string, gap = 5): KeyboardEvent[] {
  return [...text].map((sign) => {
    vi.advanceTimersByTime(gap);
    now += gap;
    return press(codeOf(sign));
  });
}

function pause(milliseconds: number): void {
  now += milliseconds;
  vi.advanceTimersByTime(milliseconds);
}

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = "<input>";
  now = 1000;
  taken = [];
  wedge = new Wedge((scanned) => taken.push(scanned));
  wedge.start();
});

afterEach(() => {
  wedge.stop();
  vi.useRealTimers();
});

describe("a scanner", () => {
  it.each([
    ["an EAN-13", "9521234003175\n", "9521234003175"],
    ["a PLU ended by Tab", "4011\t", "4011"],
    ["a link", "https://id.gs1.org/01/09521234000105/10/SALM?17=261129\n", undefined],
    ["brackets", "(01)09521234001881(10)PAKC\n", undefined],
    ["a separator and a symbology identifier", "]d20109521234000341\x1d17261129\n", undefined],
    ["STX before it", "\x029521234003175\n", "9521234003175"],
    ["FNC1 in the first place", "\x1d0109521234000341\n", "0109521234000341"],
  ])("is read: %s", (_, typed, text = typed.slice(0, -1)) => {
    type(typed);
    expect(taken).toMatchObject([{ text, whole: true, at: now }]);
  });

  it("is read by key positions, whatever the layout and Caps Lock make of them", () => {
    for (const code of ["KeyZ", "KeyY+", "Minus", "Slash"]) press(code, { key: "ß" });
    press("Enter");
    expect(taken[0]?.text).toBe("zY-/");
  });

  it("is read when it sends the separator as F8 or Alt+0029", () => {
    type("10AB");
    press("F8");
    press("AltLeft", { altKey: true });
    for (const digit of "0029") press(`Numpad${digit}`, { altKey: true });
    dispatchEvent(new KeyboardEvent("keyup", { code: "AltLeft" }));
    type("17\n");
    expect(taken[0]?.text).toBe("10AB\x1d\x1d17");
  });

  it("ends by silence where it sends no Enter", () => {
    type("9521234003175");
    pause(499);
    expect(taken).toEqual([]);
    pause(1);
    expect(taken).toMatchObject([{ text: "9521234003175", whole: true }]);
    type("4011");
    pause(60); // by now it is known to send none
    expect(taken[1]).toMatchObject({ text: "4011", whole: true });
  });

  it("that always sent Enter has lost the rest when none comes", () => {
    type("4011\n");
    type("https://id.gs1.org/01/0952");
    pause(499);
    expect(taken).toHaveLength(1);
    pause(2);
    expect(taken[1]).toMatchObject({ text: "https://id.gs1.org/01/0952", whole: false });
  });

  it("may stumble in between", () => {
    type("4011\n");
    type("95212340");
    pause(200);
    type("03175\n");
    expect(taken[1]).toMatchObject({ text: "9521234003175", whole: true });
    type("95");
    pause(100); // before it is known to be a scanner
    type("21234003175\n");
    expect(taken[2]).toMatchObject({ text: "9521234003175", whole: true });
  });

  it("presses no button", () => {
    const events = type("4011\n");
    expect(events.map((event) => event.defaultPrevented)).toEqual([false, true, true, true, true]);
  });

  it("leaves nothing in a field", () => {
    const input = document.querySelector("input")!;
    input.value = "typed";
    input.focus();
    const events = type("95212340\n");
    expect(events.slice(0, 3).some((event) => event.defaultPrevented)).toBe(false);
    expect(events.slice(3).every((event) => event.defaultPrevented)).toBe(true);
    expect(input.value).toBe("typed");
    expect(taken).toHaveLength(1);
  });
});

describe("a person", () => {
  it("who types is left alone", () => {
    const events = [...type("hello there", 80), ...type("\n", 80)];
    pause(1000);
    expect(taken).toEqual([]);
    expect(events.some((event) => event.defaultPrevented)).toBe(false);
  });

  it("who rolls over two keys and presses Enter is left alone", () => {
    const events = [...type("a", 200), ...type("s", 20), ...type("\n", 20)];
    expect(taken).toEqual([]);
    expect(events.at(-1)?.defaultPrevented).toBe(false);
  });

  it("who holds a key down is no scanner", () => {
    for (let i = 0; i < 20; i++) {
      now += 30;
      press("KeyA", { repeat: i > 0 });
    }
    pause(1000);
    expect(taken).toEqual([]);
  });
});
