import { html, nothing, type PropertyDeclarations } from "lit";
import { DeskView } from "../../shared/view.ts";
import { Asked } from "../asked.ts";
import "./floor.ts";
import "./freshness.ts";
import "./offer.ts";
import "./offers.ts";
import { dayIn, daysUpTo, LENGTHS, MOST_DAYS, type Period, sensible } from "./period.ts";
import type { Question } from "./report.ts";
import { CampaignNames } from "./reports.graphql.ts";
import "../views.css";
import "./shoppers.ts";
import { WORDS } from "./words.ts";

const TABS = ["offers", "floor", "freshness", "shoppers"] as const;
type Tab = (typeof TABS)[number];

/** What came of it all: a bar that says what is asked about, and below it one report at a time. */
export class Reports extends DeskView {
  static override properties: PropertyDeclarations = {
    days: { state: true },
    own: { state: true },
    everywhere: { state: true },
    campaign: { state: true },
  };

  /** How many days up to today, or the marketer's own. */
  declare days: number | Period;
  /** The two days that are being chosen, also while they make no sense. */
  declare own: Period;
  declare everywhere: boolean;
  declare campaign: string | null;
  readonly #campaigns = new Asked(
    this,
    () => [],
    (signal) => this.desk.session.ask(CampaignNames, {}, signal),
  );

  constructor() {
    super();
    this.days = 28;
    this.own = { first: "", last: "" };
    this.everywhere = true;
    this.campaign = null;
  }

  get question(): Question {
    return {
      days: typeof this.days === "number" ? daysUpTo(this.#today, this.days) : this.days,
      storeIds: this.everywhere ? null : [this.store.id],
      campaignId: this.campaign,
    };
  }

  get #today(): string {
    return dayIn(this.store.timeZone, new Date());
  }

  protected override render() {
    const words = WORDS[this.language];
    const tab = TABS.find((each) => each === this.rest[0]) ?? "offers";
    return html`
      <header class="view-head">
        <h1>${words.title}</h1>
        <nav class="tabs" aria-label=${words.title}>${TABS.map(
          (each) => html`<a
            href="#/reports/${each}"
            aria-current=${each === tab ? "page" : nothing}
          >${words.tabs[each]}</a>`,
        )}</nav>
        ${this.#bar(tab)}
      </header>
      ${this.#report(tab)}
      <p class="small">${words.counted}</p>
    `;
  }

  #bar(tab: Tab) {
    const words = WORDS[this.language];
    const own = typeof this.days !== "number";
    return html`<form class="question" aria-label=${words.question} @submit=${stay}>
      <div class="choices" role="group" aria-label=${words.ownDays}>
        ${LENGTHS.map(
          (length) => html`<button
            type="button"
            aria-pressed=${this.days === length}
            @click=${() => {
              this.days = length;
            }}
          >${words.days(length)}</button>`,
        )}
        <button type="button" aria-pressed=${own} @click=${this.#choose}>${words.ownDays}</button>
      </div>
      ${own ? this.#ownDays() : nothing}
      ${
        tab === "floor"
          ? nothing
          : html`<div class="choices" role="group" aria-label=${words.store}>
              ${[true, false].map(
                (everywhere) => html`<button
                  type="button"
                  aria-pressed=${this.everywhere === everywhere}
                  @click=${() => {
                    this.everywhere = everywhere;
                  }}
                >${everywhere ? words.everywhere : this.store.name}</button>`,
              )}
            </div>`
      }
      ${tab === "offers" && this.rest.length < 2 ? this.#campaignChoice() : nothing}
    </form>`;
  }

  #ownDays() {
    const words = WORDS[this.language];
    const field = (end: "first" | "last") => html`<label class="field inline">${words[end]}
      <input
        type="date"
        required
        max=${this.#today}
        .value=${this.own[end]}
        aria-invalid=${!sensible(this.own)}
        @change=${(event: Event) => this.#set(end, (event.target as HTMLInputElement).value)}
      /></label>`;
    return html`${field("first")}${field("last")}
      <span role="alert" class="wrong">${sensible(this.own) ? nothing : words.badDays(MOST_DAYS)}</span>`;
  }

  #campaignChoice() {
    const words = WORDS[this.language];
    return html`<label class="field inline">${words.campaign}
      <select @change=${(event: Event) => {
        this.campaign = (event.target as HTMLSelectElement).value || null;
      }}>
        <option value="">${words.anyCampaign}</option>
        ${this.#campaigns.value?.campaigns.map(
          ({ id, name }) =>
            html`<option value=${id} ?selected=${id === this.campaign}>${name}</option>`,
        )}
      </select></label>`;
  }

  #report(tab: Tab) {
    const { desk, language, store, rest, question } = this;
    const offer = rest[1];
    switch (tab) {
      case "offers":
        return offer === undefined
          ? html`<fl-report-offers
              .desk=${desk} .language=${language} .store=${store} .rest=${rest} .question=${question}
            ></fl-report-offers>`
          : html`<fl-report-offer
              .desk=${desk} .language=${language} .store=${store} .rest=${rest} .question=${question}
              .offer=${offer}
            ></fl-report-offer>`;
      case "floor":
        return html`<fl-report-floor
          .desk=${desk} .language=${language} .store=${store} .rest=${rest} .question=${question}
        ></fl-report-floor>`;
      case "freshness":
        return html`<fl-report-freshness
          .desk=${desk} .language=${language} .store=${store} .rest=${rest} .question=${question}
        ></fl-report-freshness>`;
      case "shoppers":
        return html`<fl-report-shoppers
          .desk=${desk} .language=${language} .store=${store} .rest=${rest} .question=${question}
        ></fl-report-shoppers>`;
    }
  }

  readonly #choose = () => {
    this.own = this.question.days;
    this.days = this.own;
  };

  #set(end: "first" | "last", day: string): void {
    this.own = { ...this.own, [end]: day };
    if (sensible(this.own)) this.days = this.own;
  }
}

function stay(event: Event): void {
  event.preventDefault();
}

customElements.define("fl-reports", Reports);
