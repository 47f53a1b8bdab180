import { html, nothing } from "lit";
import { StoryElement } from "./element.ts";
import { stars } from "./stars.ts";
import type { ReviewListFragment } from "./story.graphql.ts";
import "./reviews.css";

type Review = ReviewListFragment["edges"][number]["node"];

/** What shoppers say, with the mean and how many they are. `reviews` null: they are away. */
export class Reviews extends StoryElement {
  static override properties = { ...StoryElement.properties, reviews: { attribute: false } };
  declare reviews: ReviewListFragment | null | undefined;

  override render() {
    const { words, formats, reviews } = this;
    if (reviews === undefined) return nothing;
    if (reviews === null) return html`<p class="notice">${words.notNow}</p>`;
    const { average, count } = reviews.rating;
    if (average === null) return html`<p class="small">${words.noReviews}</p>`;
    const mean = formats.number(average, 1);
    const more = count - reviews.edges.length;
    return html`
      <p class="rating">
        <b aria-hidden="true">${mean}</b> ${stars(average, words.stars(mean))}
        <span>${words.reviewCount(count)}</span>
      </p>
      <ul class="distribution">
        ${reviews.rating.distribution.map((given, place) => this.#bar(place + 1, given, count)).reverse()}
      </ul>
      <ul class="reviews">${reviews.edges.map(({ node }) => this.#review(node))}</ul>
      ${more > 0 ? html`<p class="small">${words.moreReviews(more)}</p>` : nothing}
    `;
  }

  #bar(stars: number, given: number, count: number) {
    const { words } = this;
    return html`<li>
      <span class="hidden-visually">${words.stars(String(stars))}: ${words.reviewCount(given)}</span>
      <span aria-hidden="true">${stars} ★</span>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="4" /><rect width=${(100 * given) / count} height="4" />
      </svg>
      <span aria-hidden="true">${given}</span>
    </li>`;
  }

  #review(review: Review) {
    const { words, formats } = this;
    return html`<li>
      <p class="by">
        ${stars(review.stars, words.stars(String(review.stars)))}
        ${review.verifiedPurchase ? html`<span class="verified">✓ ${words.verified}</span>` : nothing}
        <time class="small" datetime=${review.at}>${formats.time(review.at, { dateStyle: "medium" })}</time>
      </p>
      ${review.text && html`<p lang=${review.language ?? nothing}>${review.text}</p>`}
    </li>`;
  }
}

customElements.define("fl-reviews", Reviews);

declare global {
  interface HTMLElementTagNameMap {
    "fl-reviews": Reviews;
  }
}
