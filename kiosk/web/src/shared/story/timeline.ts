import { html, nothing } from "lit";
import { StoryElement } from "./element.ts";
import type { JourneyStoryFragment } from "./story.graphql.ts";
import { type Gap, type Step, told } from "./told.ts";
import "./timeline.css";

const HASH_LETTERS = 8;

/**
 * Every step with who recorded it and when, and the holes between them. `thing` is the lot that it
 * is about: steps of other things (an ingredient, a pallet) say so.
 */
export class Timeline extends StoryElement {
  static override properties = {
    ...StoryElement.properties,
    origin: { attribute: false },
    thing: { attribute: false },
  };
  declare origin: JourneyStoryFragment | undefined;
  declare thing: string | undefined;

  override render() {
    const { origin, words } = this;
    if (!origin) return nothing;
    const { items } = told(origin);
    if (items.length === 0) return html`<p class="small">${words.noJourney}</p>`;
    return html`
      <p class="small">${origin.complete ? words.complete : words.incomplete(origin.gaps.length)}</p>
      <ol class="timeline">
        ${items.map((item) => ("gap" in item ? this.#gap(item.gap) : this.#step(item.step, item.pin)))}
      </ol>
    `;
  }

  #gap({ kind, message }: Gap) {
    const impossible = kind === "IMPOSSIBLE_ORDER";
    return html`<li class=${impossible ? "gap impossible" : "gap"}>
      <span class="dot" aria-hidden="true">${impossible ? "!" : "?"}</span>
      <div><b>${this.words.gaps[kind]}</b><p>${message}</p></div>
    </li>`;
  }

  #step(step: Step, pin: number | undefined) {
    const { words, formats } = this;
    const recorded = formats.dateTime(step.recordedAt);
    return html`<li>
      <span class=${pin === undefined ? "dot blank" : "dot"} aria-hidden="true">${pin === undefined ? "" : pin + 1}</span>
      <b>${step.activity}</b>
      ${step.place && html`<p>${formats.place(step.place)}</p>`}
      <time datetime=${step.at}>${formats.dateTime(step.at)}</time>
      ${this.thing !== undefined && step.thing !== this.thing ? html`<p class="small">${words.about(step.thing)}</p>` : nothing}
      <p class="small">
        ${step.recordedBy ? words.recordedBy(step.recordedBy, recorded) : words.recordedByNobody(recorded)}
        <code title=${`${words.fingerprint}: ${step.eventHash}`}>#${shortHash(step.eventHash)}</code>
      </p>
    </li>`;
  }
}

/** The beginning of an event hash id (`ni:///sha-256;…`), enough to compare by eye. */
export function shortHash(hash: string): string {
  return hash.slice(hash.lastIndexOf(";") + 1).slice(0, HASH_LETTERS);
}

customElements.define("fl-timeline", Timeline);

declare global {
  interface HTMLElementTagNameMap {
    "fl-timeline": Timeline;
  }
}
