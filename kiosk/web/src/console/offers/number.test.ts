import { describe, expect, it } from "vitest";
import { NumberBox, read, written } from "./number.ts";

describe("a number as somebody writes it", () => {
  it.each([
    ["12,5", 2, 1250],
    ["12.50 %", 2, 1250],
    ["1 000", 0, 1000],
    ["0.1", 0, undefined],
    ["1.500", 2, undefined],
    ["1.", 2, 100],
    ["many", 0, undefined],
    ["-3", 0, undefined],
    ["", 0, undefined],
    ["99999999999999999999", 0, undefined],
  ])("%j with %i places is %j", (text, digits, number) => {
    expect(read(text, digits)).toBe(number);
  });

  it("is written with all its places where it is money", () => {
    expect(written(500, 2, true)).toBe("5.00");
    expect(written(1250, 2, false)).toBe("12.5");
    expect(written(undefined, 2, true)).toBe("");
  });
});

describe("the box", () => {
  it("keeps what is typed, also where it is no number, and tells undefined", async () => {
    const box = document.body.appendChild(new NumberBox());
    box.value = 3;
    await box.updateComplete;
    const input = box.querySelector("input")!;
    expect(input.value).toBe("3");
    const told: unknown[] = [];
    box.addEventListener("choose", (event) => told.push((event as CustomEvent).detail.number));
    for (const text of ["3x", "7"]) {
      input.value = text;
      input.dispatchEvent(new Event("input"));
      await box.updateComplete;
      expect(input.value).toBe(text);
    }
    expect(told).toEqual([undefined, 7]);
  });
});
