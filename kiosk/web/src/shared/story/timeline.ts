import { html, nothing } from "lit";
import { StoryElement } from "./element.ts";
import type { JourneyStoryFragment } from "./story.graphql.ts";
import { type Gap, inPlaces, type Stay, type Step, told } from "./told.ts";
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
        ${inPlaces(items).map((entry) => ("gap" in entry ? this.#gap(entry.gap) : this.#stay(entry)))}
      </ol>
    `;
  }

  #gap({ kind, message }: Gap) {
    const impossible = kind === "IMPOSSIBLE_ORDER";
    return html`<li class=${impossible ? "gap impossible" : "gap"}>
      <span class="dot" aria-hidden="true">${impossible ? "!" : "?"}</span>
      <div>
        <h3>${this.words.gaps[kind]}</h3>
        <p>${message}</p>
      </div>
    </li>`;
  }

  #stay({ steps, pin }: Stay) {
    const { words, formats } = this;
    const [{ place, thing }] = steps as [Step];
    const other = this.thing !== undefined && thing !== this.thing;
    return html`<li>
      <span class=${pin === undefined ? "dot blank" : "dot"} aria-hidden="true">${pin === undefined ? "" : pin + 1}</span>
      <h3>${place ? formats.place(place) : words.nowhere}</h3>
      ${other ? html`<p class="small">${words.about(thing)}</p>` : nothing}
      <ul>${steps.map((step) => this.#step(step))}</ul>
    </li>`;
  }

  #step({ at, activity, recordedBy, recordedAt, eventHash }: Step) {
    const { words, formats } = this;
    const recorded = formats.moment(recordedAt, formats.today(new Date(at)));
    return html`<li>
      <p class="step"><b>${activity}</b> <time datetime=${at}>${formats.moment(at)}</time></p>
      <p class="small">
        ${recordedBy ? words.recordedBy(recordedBy, recorded) : words.recordedByNobody(recorded)}
        <code title=${`${words.fingerprint}: ${eventHash}`}>#${shortHash(eventHash)}</code>
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
