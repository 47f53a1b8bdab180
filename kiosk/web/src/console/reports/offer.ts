import { html, nothing, type PropertyDeclarations } from "lit";
import { bars } from "../../shared/charts/bars.ts";
import { figure } from "../../shared/charts/figure.ts";
import { numbers, words as texts } from "../../shared/charts/table.ts";
import { CHART_WORDS } from "../../shared/charts/words.ts";
import { Asked } from "../asked.ts";
import { upliftFigure } from "../uplift.ts";
import { answered } from "../waiting.ts";
import { burnFigure } from "./burn.ts";
import { givenAway } from "./daily.ts";
import { funnelFigure } from "./funnel.ts";
import { count, Report } from "./report.ts";
import { OfferInFull, type OfferInFullQuery, ZoneNames } from "./reports.graphql.ts";

type Offer = OfferInFullQuery["offerReport"][number];

/** One offer: from being shown to being paid, what it is worth, and how its budgets go. */
export class ReportOffer extends Report {
  static override properties: PropertyDeclarations = { offer: {} };

  declare offer: string;
  readonly #asked = new Asked(
    this,
    () => [...this.on(), this.offer],
    (signal) => {
      const { days, storeIds } = this.question;
      return this.desk.session.ask(OfferInFull, { days, storeIds, offerId: this.offer }, signal);
    },
  );
  readonly #zones = new Asked(
    this,
    () => [this.language, this.question.storeIds],
    async (signal) => {
      const stores = this.question.storeIds ?? this.desk.stores.map(({ id }) => id);
      const plans = await Promise.all(
        stores.map((storeId) => this.desk.session.ask(ZoneNames, { storeId }, signal)),
      );
      return new Map(
        plans.flatMap(({ floorPlan }) => floorPlan?.zones.map(({ id, name }) => [id, name]) ?? []),
      );
    },
  );

  protected override render() {
    const { words } = this;
    return html`<a href="#/reports/offers">← ${words.allOffers}</a>
      ${answered(this.#asked, this.language, ({ offerReport: [offer], couponSeries }) =>
        offer
          ? html`<h2>${offer.title}</h2>
              <div class="figures">
                ${funnelFigure(offer, this.period, this.formats)}
                ${this.#uplift(offer)}
                ${givenAway([offer], this.question.days, this.formats)}
                ${offer.budgets.map((burn) => burnFigure(burn, this.formats))}
                ${offer.budgets.length ? nothing : html`<p class="notice">${words.noBudget}</p>`}
                ${offer.zones.length ? this.#where(offer) : nothing}
                ${couponSeries.length ? this.#coupons(couponSeries) : nothing}
              </div>`
          : html`<p class="notice">${words.noOffer}</p>`,
      )}`;
  }

  #uplift({ uplift }: Offer) {
    const { words } = this;
    if (uplift.length === 0) {
      return html`<div class="card">
        <h2>${words.noUplift}</h2>
        <p class="small">${words.noUpliftHint}</p>
        <p><a href="#/experiments">${words.makeExperiment}</a></p>
      </div>`;
    }
    return uplift.map((compared) =>
      compared.suppressed
        ? html`<p class="notice">${words.upliftFew(compared.key)}</p>`
        : upliftFigure(compared, this.formats),
    );
  }

  #where({ zones }: Offer) {
    const { words, formats } = this;
    const { tooFew } = CHART_WORDS[this.language];
    const named = zones
      .map((zone) => ({ ...zone, name: this.#zones.value?.get(zone.zoneId ?? "") ?? zone.zoneId }))
      .toSorted((one, other) => (other.shown ?? 0) - (one.shown ?? 0));
    const most = named.find(({ shown }) => shown);
    return figure(this.language, {
      finding: most ? words.whereShown(most.name ?? "") : words.whereFew,
      about: [words.whereAbout],
      chart: bars(
        named.map(({ name, shown }) => ({
          label: name ?? "",
          value: shown,
          shown: count(formats, shown, tooFew).shown,
        })),
      ),
      table: {
        name: "zones",
        columns: [texts(words.zone), numbers(words.shown), numbers(words.withheld)],
        rows: named.map(({ name, shown, withheld }) => [
          name ?? "",
          count(formats, shown, tooFew),
          count(formats, withheld, tooFew),
        ]),
      },
    });
  }

  #coupons(series: OfferInFullQuery["couponSeries"]) {
    const { words, formats } = this;
    const sum = (of: "made" | "usedUp") =>
      formats.number(series.reduce((all, each) => all + each[of], 0));
    return figure(this.language, {
      finding: words.coupons(sum("made"), sum("usedUp")),
      about: [words.couponsAbout],
      chart: bars(
        series.map(({ createdAt, made, usedUp }) => ({
          label: formats.dateTime(createdAt),
          value: usedUp,
          shown: `${formats.number(usedUp)} / ${formats.number(made)}`,
        })),
        Math.max(...series.map(({ made }) => made)),
      ),
      table: {
        name: "codes",
        columns: [
          texts(words.series),
          texts(words.day),
          numbers(words.made),
          numbers(words.usedUp),
        ],
        rows: series.map(({ id, createdAt, made, usedUp }) => [
          id,
          { shown: formats.dateTime(createdAt), raw: createdAt },
          count(formats, made, ""),
          count(formats, usedUp, ""),
        ]),
      },
    });
  }
}

customElements.define("fl-report-offer", ReportOffer);
