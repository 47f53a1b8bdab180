import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveLink } from "./live.ts";
import type { Operation } from "./operation.ts";

// What a server says only in trouble. Cuts, silence and restarts are tested in a real browser.

const WATCH = "subscription { carts { cursor } }" as Operation<
  { carts: { cursor: string } },
  { after?: string }
>;
let sockets: Socket[];
let link: LiveLink;
let links: string[];

class Socket {
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  readyState = Socket.OPEN;
  readonly sent: { type: string; id?: string; payload?: { variables: object } }[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string }) => void;

  constructor() {
    sockets.push(this);
  }

  send(text: string): void {
    const message = JSON.parse(text);
    this.sent.push(message);
    if (message.type === "ping") this.say({ type: "pong" });
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  close(code = 1000, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  /** Let the browser in, and give it time to subscribe. */
  async welcome(): Promise<void> {
    this.onopen?.();
    this.say({ type: "connection_ack" });
    await vi.advanceTimersByTimeAsync(0);
  }

  get subscribed() {
    return this.sent.filter(({ type }) => type === "subscribe");
  }

  get id(): string {
    return this.subscribed.at(-1)?.id ?? "";
  }
}

function latest(): Socket {
  const socket = sockets.at(-1);
  if (!socket) throw new Error("nobody connected");
  return socket;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
  vi.stubGlobal("fetch", async () => new Response());
  sockets = [];
  links = [];
  link = new LiveLink({ language: () => "en", token: () => "key" });
  link.addEventListener("link", () => links.push(link.link));
});
afterEach(() => {
  link.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function watched() {
  const take = vi.fn();
  const fail = vi.fn();
  const stop = link.watch(WATCH, {}, take, fail);
  await vi.advanceTimersByTimeAsync(0);
  await latest().welcome();
  return { take, fail, stop };
}

const AWAY = [{ message: "away", extensions: { code: "UNAVAILABLE" } }];

describe("LiveLink", () => {
  it("sends who asks, in which language", async () => {
    await watched();
    expect(latest().sent[0]).toEqual({
      type: "connection_init",
      payload: { language: "en", authorization: "Bearer key" },
    });
    expect(links).toEqual(["live"]);
  });

  it("asks again for what could not be served just now, and is not live until it is", async () => {
    const { take, fail } = await watched();
    const socket = latest();
    socket.say({ type: "next", id: socket.id, payload: { data: { carts: { cursor: "1" } } } });
    socket.say({ type: "next", id: socket.id, payload: { data: null, errors: AWAY } });
    socket.say({ type: "complete", id: socket.id });
    await vi.advanceTimersByTimeAsync(0);
    expect(links).toEqual(["live", "away"]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(socket.subscribed).toHaveLength(2);
    expect(socket.subscribed[1]?.payload?.variables).toEqual({ after: "1" });
    expect(links).toEqual(["live", "away", "live"]);
    expect(take).toHaveBeenCalledOnce();
    expect(fail).not.toHaveBeenCalled();
  });

  it("tells of what is refused, and does not ask for it again", async () => {
    const { fail } = await watched();
    latest().say({ type: "error", id: latest().id, payload: [{ message: "no such field" }] });
    await vi.advanceTimersByTimeAsync(0);
    expect(fail).toHaveBeenCalledExactlyOnceWith("no such field");
    link.restart();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sockets).toHaveLength(1);
  });

  it("says when its key is not let in, and goes on trying", async () => {
    const refused = vi.fn();
    link.addEventListener("refused", refused);
    link.watch(WATCH, {}, () => {});
    await vi.advanceTimersByTimeAsync(0);
    latest().close(4403, "Forbidden");
    expect(refused).toHaveBeenCalledOnce();
    expect(links).toEqual(["away"]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sockets).toHaveLength(2);
  });

  it("starts anew without a word, and without a cursor", async () => {
    await watched();
    latest().say({
      type: "next",
      id: latest().id,
      payload: { data: { carts: { cursor: "1" } } },
    });
    link.restart();
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
    await latest().welcome();
    expect(latest().subscribed[0]?.payload?.variables).toEqual({});
    expect(links).toEqual(["live"]);
  });

  it("looks whether the server is back before it connects", async () => {
    await watched();
    const looked = vi
      .fn()
      .mockRejectedValueOnce(new TypeError("no network"))
      .mockResolvedValueOnce(new Response(null, { status: 503 }))
      .mockResolvedValue(new Response());
    vi.stubGlobal("fetch", looked);
    latest().close(1006, "");
    await vi.advanceTimersByTimeAsync(3000);
    expect(looked).toHaveBeenCalledTimes(3);
    expect(sockets).toHaveLength(2);
  });

  it("stops what is no longer watched", async () => {
    const { stop, take } = await watched();
    stop();
    expect(latest().sent.at(-1)).toEqual({ type: "complete", id: latest().id });
    latest().say({
      type: "next",
      id: latest().id,
      payload: { data: { carts: { cursor: "1" } } },
    });
    expect(take).not.toHaveBeenCalled();
  });
});
