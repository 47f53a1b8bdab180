import { html, nothing } from "lit";
import { ApiError, ask } from "../api/graphql.ts";
import { ScreenElement } from "../shared/element.ts";
import { newKey } from "../shared/key.ts";
import type { Refusal } from "./adding.ts";
import { PhoneReview, PhoneReviewer } from "./phone.graphql.ts";
import { keep, kept, language, voice } from "./visit.ts";
import { words } from "./words.ts";

const STARS = [1, 2, 3, 4, 5];

/** Leaves a review of `product`, without a name. */
class Reviewing extends ScreenElement {
  static override properties = {
    product: {},
    _stars: { state: true },
    _sending: { state: true },
    _outcome: { state: true },
  };
  declare product: string;
  declare _stars: number;
  declare _sending: boolean;
  declare _outcome: Refusal | "left" | "no stars" | undefined;
  /** The same until an answer comes: sent again after a cut, it is left once. */
  #key = newKey();

  constructor() {
    super();
    this._stars = 0;
    this._sending = false;
  }

  override render() {
    if (this._outcome === "left") {
      return html`<p class="notice" role="status">✓ ${words.reviewLeft}</p>`;
    }
    return html`<details class="reviewing">
      <summary><b>${words.review}</b></summary>
      <form @submit=${(event: SubmitEvent) => void this.#send(event)}>
        <fieldset>
          <legend>${words.stars}</legend>
          <div class="choose-stars">${STARS.map((stars) => this.#star(stars))}</div>
        </fieldset>
        <label class="field">
          <span>${words.reviewText}</span>
          <textarea name="text" rows="3" maxlength="2000"></textarea>
        </label>
        <label class="field">
          <span>${words.receipt}</span>
          <input name="receipt" autocomplete="off" autocapitalize="off" spellcheck="false" />
          <span class="small">${words.receiptWhy}</span>
        </label>
        <div role="status">${this.#saying()}</div>
        <button class="button main" aria-disabled=${this._sending}>
          ${this._sending ? words.sending : words.send}
        </button>
        <p class="small">${words.anonymous}</p>
      </form>
    </details>`;
  }

  #star(stars: number) {
    return html`<label class=${stars <= this._stars ? "lit" : nothing}>
      <input
        type="radio"
        name="stars"
        value=${stars}
        class="hidden-visually"
        @change=${() => {
          this._stars = stars;
          this._outcome = undefined;
        }}
      />
      <span aria-hidden="true">★</span>
      <span class="hidden-visually">${words.starsOf(stars)}</span>
    </label>`;
  }

  #saying() {
    const outcome = this._outcome;
    if (!outcome || outcome === "left") return nothing;
    if (outcome === "no stars") return html`<p class="notice warn">${words.chooseStars}</p>`;
    if (outcome === "away") return html`<p class="notice warn">${words.notNow}</p>`;
    return html`<p class="notice warn">${outcome.message} ${outcome.hint}</p>`;
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this._sending) return;
    if (this._stars === 0) {
      this._outcome = "no stars";
      return;
    }
    const filled = new FormData(event.target as HTMLFormElement);
    const written = (name: string) => String(filled.get(name) ?? "").trim();
    this._sending = true;
    try {
      const token = await reviewer();
      const { leaveReview } = await ask({ ...voice, token: () => token }, PhoneReview, {
        input: {
          idempotencyKey: this.#key,
          productId: this.product,
          stars: this._stars,
          ...(written("text") && { text: written("text"), language }),
          ...(written("receipt") && { receipt: written("receipt") }),
        },
      });
      this.#key = newKey();
      this._outcome = leaveReview.__typename === "ReviewRefusal" ? leaveReview : "left";
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.trouble === "unauthenticated") keep("reviewer", undefined);
      this._outcome = "away";
    }
    this._sending = false;
  }
}

/** A session that says nothing of who it is, and is the same for every review from this phone. */
async function reviewer(): Promise<string> {
  const before = kept<{ token: string; expiresAt: string }>("reviewer");
  if (before && Date.parse(before.expiresAt) > Date.now()) return before.token;
  const { startShopperSession } = await ask(voice, PhoneReviewer, {});
  keep("reviewer", { token: startShopperSession.token, expiresAt: startShopperSession.expiresAt });
  return startShopperSession.token;
}

customElements.define("fl-review", Reviewing);
