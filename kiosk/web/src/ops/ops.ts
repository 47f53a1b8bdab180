import { html, nothing, type PropertyDeclarations } from "lit";
import { clockIsWrong, serverNow } from "../api/clock.ts";
import { LiveLink } from "../api/live.ts";
import { Stores } from "../api/stores.graphql.ts";
import type { Store } from "../shared/desk.ts";
import { DeskFrame } from "../shared/frame.ts";
import type { Language } from "../shared/language.ts";
import type { View } from "../shared/view.ts";
import {
  type BoardAlarmFragment,
  BoardAlarms,
  type BoardPlaceFragment,
  BoardPlaces,
} from "./board.graphql.ts";
import { VIEWS } from "./views.ts";
import { WORDS } from "./words.ts";

/** Milliseconds between two looks at the clock: ages are told in minutes. */
const TICK = 10_000;
/** Milliseconds that a link may be away before that is worth a notice: a change of language is not. */
const BRIEF = 3000;

/** The operations board: what lasts in a store, live in every view. A `board` event tells of news. */
export class Ops extends DeskFrame {
  static override properties: PropertyDeclarations = { alarms: { state: true } };

  protected override readonly views = VIEWS;
  protected override readonly roles = ["OPERATIONS", "ADMIN"] as const;
  /** The alarms that last, newest first; undefined until they have come. */
  declare alarms: readonly BoardAlarmFragment[] | undefined;
  places: readonly BoardPlaceFragment[] | undefined;
  /** When the server was last known to be there. */
  heard = serverNow();
  readonly live = new LiveLink(this.session);
  #watching: readonly (() => void)[] = [];
  #watched = "";
  #current: HTMLElement | null = null;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.alarms = undefined;
  }

  protected override get words() {
    return WORDS[this.language];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.live.addEventListener("link", this.#linked);
    this.#clock = setInterval(this.#tick, TICK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.live.removeEventListener("link", this.#linked);
    this.live.close();
    clearInterval(this.#clock);
  }

  protected override updated(): void {
    this.#watch(this.manned ? this.store : undefined, this.language);
    const current = this.querySelector<HTMLElement>(".desk-views [aria-current]");
    if (current === this.#current) return;
    this.#current = current; // on a phone the way between views is one line that scrolls
    current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  protected override count(view: View) {
    const waiting = this.alarms?.filter(({ acknowledgedAt }) => !acknowledgedAt).length;
    if (view.path !== "alarms" || !waiting) return nothing;
    return html` <span class="count"><span class="hidden-visually">${this.words.waiting} </span>${waiting}</span>`;
  }

  protected override above() {
    const words = this.words;
    const away = this.live.link !== "live" && serverNow().getTime() - this.heard.getTime() > BRIEF;
    const said = { connecting: words.connecting, live: words.live, away: words.reconnecting };
    return html`
      <div class="board-top">
        <p class="link link-${this.live.link}" role="status">${said[this.live.link]}</p>
        <p class="small board-clock">${this.store?.name} · ${this.formats.time(serverNow())}</p>
      </div>
      ${away ? html`<p class="notice warn">${words.away(this.formats.time(this.heard, { timeStyle: "medium" }))}</p>` : nothing}
      ${clockIsWrong() ? html`<p class="notice">${words.clock}</p>` : nothing}
    `;
  }

  /** What an answer says of an alarm, before the subscription does. */
  readonly know = (alarm: BoardAlarmFragment): void => {
    this.alarms = this.alarms?.map((each) => (each.id === alarm.id ? alarm : each));
    this.#news();
  };

  /** Anew for another store; and for another language, in which sentences are. */
  #watch(store: Store | undefined, language: Language): void {
    const watched = store ? `${store.id} ${language} ${this.session.token()}` : "";
    if (watched === this.#watched) return;
    const before = this.#watched;
    const other = before.split(" ")[0] !== store?.id;
    this.#watched = watched;
    for (const stop of this.#watching) stop();
    this.#watching = [];
    if (other) {
      this.alarms = undefined;
      this.places = undefined;
    }
    this.#news();
    if (!store) return;
    const variables = { storeId: store.id };
    this.#watching = [
      this.live.watch(BoardAlarms, variables, ({ alerts }) => {
        this.alarms = alerts.alarms;
        this.#news();
      }),
      this.live.watch(BoardPlaces, variables, ({ placeStateUpdates }) => {
        this.places = placeStateUpdates.places;
        this.#news();
      }),
    ];
    if (before) this.live.restart(); // token and language are the connection's
  }

  readonly #linked = () => {
    if (this.live.link === "live") this.heard = serverNow();
    // a socket that is not let in may mean that the session has ended: only an answer says so
    else if (this.session.token()) this.session.ask(Stores, {}).catch(() => {});
    this.requestUpdate();
    setTimeout(() => this.requestUpdate(), BRIEF + 100);
    this.#news();
  };

  readonly #tick = () => {
    if (this.live.link === "live") this.heard = serverNow();
    this.requestUpdate();
    this.#news();
  };

  #news(): void {
    this.dispatchEvent(new Event("board"));
  }
}

customElements.define("fl-ops", Ops);
