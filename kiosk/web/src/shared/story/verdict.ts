import { html, nothing } from "lit";
import { duration } from "../duration.ts";
import { StoryElement } from "./element.ts";
import { stateClass, stateIcon } from "./icons.ts";
import type { ScanVerdictFragment } from "./story.graphql.ts";
import "./verdict.css";

const DAY = 86_400_000;

/**
 * May I, how long, until when, and why: what stands first. It grows with its container.
 *
 * `scan` is what the verdict is about, `now` the moment whose date counts as today.
 */
export class Verdict extends StoryElement {
  static override properties = {
    ...StoryElement.properties,
    scan: { attribute: false },
    now: { attribute: false },
  };
  declare scan: ScanVerdictFragment | undefined;
  declare now: Date | undefined;

  override render() {
    const { scan, words } = this;
    if (!scan) return nothing;
    const { state, score } = scan.freshness;
    const remaining = this.#remaining();
    const date = this.#date();
    const advice = words.advice[state];
    return html`
      <section class="verdict ${stateClass(state)}">
        <h1>${scan.product.name} ${scan.product.brand && html`<small>${scan.product.brand}</small>`}</h1>
        <p class="word">${stateIcon(state)}<strong>${words.states[state]}</strong></p>
        ${
          (remaining || date) &&
          html`<p class="until">${remaining && html`<b>${remaining}</b>`} ${date && html`<span>${date}</span>`}</p>`
        }
        ${
          score === null
            ? nothing
            : html`<div class="score">
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="4" /><rect width=${score} height="4" />
            </svg>
            <span>${words.score(score)}</span>
          </div>`
        }
        ${advice && html`<p class="advice">${advice}</p>`}
      </section>
      ${this.#why(scan)}
    `;
  }

  #why({ freshness, lot, identity }: ScanVerdictFragment) {
    const { words } = this;
    const share = Math.floor(freshness.coverage * 100) / 100; // never rounded up to all of it
    return html`
      <section class="why">
        <p>${freshness.explanation}</p>
        ${
          freshness.basis === "TEMPERATURE_HISTORY"
            ? html`<p class="small">
              ${words.coverage(this.formats.percent(share))}
              ${freshness.place && words.judgedAt(freshness.place.name)}
            </p>`
            : nothing
        }
        ${
          lot === null
            ? html`<p class="small">${identity.lot ? words.lotUnknown(identity.lot) : words.noLot}</p>`
            : nothing
        }
        <p class="small">${words.estimate}</p>
      </section>
    `;
  }

  /** Whole days, rounded down; hours on the last one. */
  #remaining(): string | undefined {
    const { state, remaining, remainingUpper } = this.scan!.freshness;
    if (remaining === null || state === "DO_NOT_EAT") return undefined;
    const { days, hours } = duration(remaining);
    if (days === 0) return hours > 0 ? this.words.hoursLeft(hours) : undefined;
    const most = remainingUpper === null ? days : duration(remainingUpper).days;
    return most > days ? this.words.daysLeftBetween(days, most) : this.words.daysLeft(days);
  }

  /** On the package or of the lot: use-by before best-before, the earlier of each. */
  #date(): string | undefined {
    const { lot, identity } = this.scan!;
    const { words } = this;
    const earlier = (...days: (string | null | undefined)[]) =>
      days.filter((day) => day != null).sort()[0];
    const useBy = earlier(lot?.useBy, identity.expiry);
    const day = useBy ?? earlier(lot?.bestBefore, identity.bestBefore);
    if (day === undefined) return undefined;
    const passed = this.#daysSince(day);
    const date = this.formats.day(day);
    if (useBy !== undefined)
      return passed > 0 ? words.useByPassed(date, passed) : words.useBy(date);
    return passed > 0 ? words.bestBeforePassed(date, passed) : words.bestBefore(date);
  }

  /** Whole days on the store's calendar. */
  #daysSince(day: string): number {
    return Math.round((Date.parse(this.formats.today(this.now)) - Date.parse(day)) / DAY);
  }
}

customElements.define("fl-verdict", Verdict);

declare global {
  interface HTMLElementTagNameMap {
    "fl-verdict": Verdict;
  }
}
