import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Device, deviceKeyIn } from "./device.ts";

const KEY = `fl_0123456789abcdef_${"k".repeat(43)}`;
const PLACE = {
  id: "0123456789abcdef",
  kind: "KIOSK",
  name: "Entrance",
  store: { id: "s1" },
  zone: null,
};
let answers: { status?: number; body: object }[];
let sent: { query: string; variables: { input?: { problems: string[] } } }[];

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  history.replaceState(null, "", "/kiosk?lang=es");
  answers = [];
  sent = [];
  vi.stubGlobal("fetch", async (_: string, request: RequestInit) => {
    sent.push(JSON.parse(String(request.body)));
    const { status = 200, body } = answers.shift() ?? { body: { data: { reportDevice: {} } } };
    return new Response(JSON.stringify(body), { status });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("which device this is", () => {
  it.each([
    [KEY, KEY],
    [`https://shop.example/kiosk#device=${KEY}`, KEY],
    ["fl_short", undefined],
    ["", undefined],
  ])("%s", (text, key) => {
    expect(deviceKeyIn(text)).toBe(key);
  });

  it("is told by the address once, out of sight, and remembered", () => {
    location.hash = `device=${KEY}`;
    expect(Device.current(() => "en")?.key).toBe(KEY);
    expect(location.href).toMatch(/\/kiosk\?lang=es$/);
    expect(Device.current(() => "en")?.key).toBe(KEY);
    Device.forget();
    expect(Device.current(() => "en")).toBeUndefined();
  });
});

describe("a device", () => {
  const ENDED = {
    status: 401,
    body: { errors: [{ message: "", extensions: { code: "UNAUTHENTICATED" } }] },
  };

  it("learns where it stands", async () => {
    answers = [{ body: { data: { thisDevice: PLACE } } }];
    const device = await Device.paired(KEY, () => "en");
    expect(device.place?.name).toBe("Entrance");
    expect(Device.current(() => "en")?.key).toBe(KEY);
  });

  it("keeps no key that opens nothing", async () => {
    answers = [ENDED];
    await expect(Device.paired(KEY, () => "en")).rejects.toMatchObject({
      trouble: "unauthenticated",
    });
    expect(Device.current(() => "en")).toBeUndefined();
  });

  it("reports every 30 s, and within 5 s of a change", async () => {
    const device = new Device(KEY, () => "en");
    let problems: "PRINTER_AWAY"[] = [];
    device.startReporting(() => problems);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent).toHaveLength(2);
    problems = ["PRINTER_AWAY"];
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent[2]?.variables.input?.problems).toEqual(["PRINTER_AWAY"]);
    device.stopReporting();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toHaveLength(3);
  });

  it("goes on after a lost report, and says when its key has ended", async () => {
    const device = new Device(KEY, () => "en");
    const unpaired = vi.fn();
    device.addEventListener("unpaired", unpaired);
    answers = [{ status: 502, body: {} }, ENDED];
    device.startReporting(() => []);
    await vi.advanceTimersByTimeAsync(1000);
    expect(unpaired).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(unpaired).toHaveBeenCalledOnce();
    expect(sent).toHaveLength(2);
  });
});
