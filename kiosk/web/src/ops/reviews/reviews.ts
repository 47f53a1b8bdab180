import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Asked } from "../asked.ts";
import { Doing } from "../doing.ts";
import { trouble } from "../trouble.ts";
import { OpsView } from "../view.ts";
import { DecideReview, ReviewsWaiting, type ReviewsWaitingQuery } from "./reviews.graphql.ts";
import { REVIEW_WORDS } from "./words.ts";

const EVERY = 30_000;

type Pending = ReviewsWaitingQuery["reviewsToModerate"][number];

/** Reviews that shoppers left, before others see them; oldest first. */
export class Reviews extends OpsView {
  readonly #waiting = new Asked(
    this,
    (signal) => this.desk.session.ask(ReviewsWaiting, {}, signal),
    {
      every: EVERY,
    },
  );
  readonly #deciding = new Doing(this, () => this.language);

  protected override render() {
    const words = REVIEW_WORDS[this.language];
    const waiting = this.#waiting.value?.reviewsToModerate;
    return html`<h1>${words.title}</h1>
      ${trouble(this, this.#waiting)} ${this.#deciding.notice}
      ${
        waiting
          ? html`<p class="lead">${waiting.length ? words.waiting(waiting.length) : words.none}</p>
            <ul class="cards">${repeat(
              waiting,
              ({ review }) => review.id,
              (each) => html`<li>${this.#review(each)}</li>`,
            )}</ul>`
          : nothing
      }`;
  }

  #review({ productId, product, review }: Pending) {
    const words = REVIEW_WORDS[this.language];
    return html`<article class="card">
      <h2 class="card-title">${product?.name ?? productId}</h2>
      <p><span aria-hidden="true" class="stars">${"★".repeat(review.stars)}${"☆".repeat(5 - review.stars)}</span>
        <span class="hidden-visually">${words.stars(review.stars)}</span>
        <span class="small">${this.formats.dateTime(review.at)}${review.verifiedPurchase ? html` · ✓ ${words.verified}` : nothing}</span></p>
      ${
        review.text
          ? html`<blockquote lang=${review.language ?? nothing}>${review.text}</blockquote>`
          : html`<p class="small">${words.noText}</p>`
      }
      <p class="actions">
        <button class="button main" ?disabled=${this.#deciding.busy} @click=${() => this.#decide(review.id, true)}>${words.approve}</button>
        <button class="button danger" ?disabled=${this.#deciding.busy} @click=${() => this.#decide(review.id, false)}>${words.hide}</button>
      </p>
    </article>`;
  }

  async #decide(reviewId: string, approve: boolean): Promise<void> {
    const done = await this.#deciding.run(async () => {
      const input = { reviewId, approve };
      const { moderateReview } = await this.desk.session.ask(DecideReview, { input });
      return moderateReview.__typename === "ReviewRefusal" ? moderateReview : undefined;
    });
    if (done) await this.#waiting.again();
  }
}

customElements.define("fl-reviews-waiting", Reviews);
