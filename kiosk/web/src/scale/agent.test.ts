import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ScaleAgent } from "./agent.ts";
import type { Told, Weight } from "./messages.ts";

/** The agent's end of a socket; the real agent is met in the browser tests. */
class Socket extends EventTarget {
  static all: Socket[] = [];
  readonly sent: { type: string; id: string }[] = [];
  closed = false;

  constructor(readonly url: string) {
    super();
    Socket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
    this.dispatchEvent(new Event("close"));
  }

  open(): void {
    this.dispatchEvent(new Event("open"));
  }

  tell(message: Told): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }
}

const WEIGHT: Weight = {
  type: "weight",
  grams: 1250,
  netGrams: 1250,
  tareGrams: 0,
  stable: true,
  state: "ready",
  finished: false,
  total: 1238,
  at: "2026-11-22T09:30:00Z",
};

const newest = () => Socket.all.at(-1)!;

beforeEach(() => {
  Socket.all = [];
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function connected(): ScaleAgent {
  const agent = new ScaleAgent("es", 8790);
  newest().open();
  newest().tell(WEIGHT);
  return agent;
}

describe("ScaleAgent", () => {
  it("finds the agent on this machine and speaks the screen's language", () => {
    const agent = connected();
    expect(newest().url).toBe("ws://127.0.0.1:8790/");
    expect(newest().sent).toMatchObject([{ type: "language", language: "es" }]);
    expect(agent.weight).toEqual(WEIGHT);
    agent.close();
  });

  it("shows nothing old once the agent is gone, and finds it again", () => {
    const agent = connected();
    newest().close();
    expect([agent.present, agent.weight]).toEqual([false, undefined]);
    vi.advanceTimersByTime(1000);
    newest().open();
    expect([Socket.all.length, agent.present]).toEqual([2, true]);
    agent.close();
  });

  it("does not believe a socket that has fallen silent", () => {
    const agent = connected();
    vi.advanceTimersByTime(3000);
    newest().tell(WEIGHT);
    vi.advanceTimersByTime(3999);
    expect(agent.present).toBe(true);
    vi.advanceTimersByTime(1);
    expect([agent.present, agent.weight, newest().closed]).toEqual([false, undefined, true]);
    agent.close();
  });

  it("gives each request its own answer", async () => {
    const agent = connected();
    const [tared, printed] = [agent.tare(), agent.print("sale")];
    const [, tare, print] = newest().sent;
    newest().tell({ type: "printed", id: print!.id, number: 7, packedAt: "", again: false });
    newest().tell({ type: "done", id: tare!.id });
    expect((await printed).type).toBe("printed");
    expect((await tared).type).toBe("done");
    agent.close();
  });

  it("answers for an agent that cannot", async () => {
    const agent = connected();
    const waiting = agent.zero();
    newest().close();
    expect(await waiting).toEqual({ type: "away" });
    expect(await agent.clear()).toEqual({ type: "away" });
    agent.close();
  });

  it("stays closed", () => {
    connected().close();
    vi.advanceTimersByTime(10_000);
    expect(Socket.all.length).toBe(1);
  });
});
