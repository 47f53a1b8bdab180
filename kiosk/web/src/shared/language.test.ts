import { describe, expect, it } from "vitest";
import { chooseLanguage, Formats } from "./language.ts";

describe("chooseLanguage", () => {
  it.each([
    [["zh-CN", "en"], "zh-Hans"],
    [["fr", "es-419"], "es"],
    [["fr"], "en"],
    [[], "en"],
  ])("%j is %s", (tags, language) => {
    expect(chooseLanguage(tags)).toBe(language);
  });
});

describe("Formats", () => {
  it("writes money of currencies with and without minor units", () => {
    expect(new Formats("en").money(499, "EUR")).toBe("€4.99");
    expect(new Formats("zh-Hans").money(499, "JPY")).toContain("499");
  });

  it("tells the time of the store", () => {
    expect(new Formats("es", "Europe/Madrid").time("2026-11-22T08:30:00Z")).toBe("9:30");
  });
});
