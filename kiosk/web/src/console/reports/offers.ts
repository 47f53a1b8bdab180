import { html } from "lit";
import { bars } from "../../shared/charts/bars.ts";
import { figure } from "../../shared/charts/figure.ts";
import { type Cell, numbers, words as texts } from "../../shared/charts/table.ts";
import { CHART_WORDS } from "../../shared/charts/words.ts";
import { Asked } from "../asked.ts";
import { answered } from "../waiting.ts";
import { givenAway } from "./daily.ts";
import { count, money, Report, summed } from "./report.ts";
import { type OfferNumbersFragment, OfferReports } from "./reports.graphql.ts";

/** All offers of the question, those used most first. */
export class ReportOffers extends Report {
  readonly #asked = new Asked(
    this,
    () => this.on(),
    (signal) =>
      this.desk.session
        .ask(OfferReports, this.question, signal)
        .then(({ offerReport }) =>
          offerReport.toSorted((one, other) => other.redemptions - one.redemptions),
        ),
  );

  protected override render() {
    return answered(this.#asked, this.language, (offers) =>
      offers.length === 0
        ? html`<p class="notice">${this.words.noOffers}</p>`
        : html`<div class="figures">
            ${this.#used(offers)}
            ${givenAway(offers, this.question.days, this.formats)}
          </div>`,
    );
  }

  #used(offers: readonly OfferNumbersFragment[]) {
    const { words, formats } = this;
    const few = CHART_WORDS[this.language].tooFew;
    const used = offers.filter(({ redemptions }) => redemptions > 0);
    const met = offers.filter(
      ({ redemptions, impressions: { shown } }) => redemptions > 0 || shown !== 0,
    );
    const times = used.reduce((sum, { redemptions }) => sum + redemptions, 0);
    const cost = summed(formats, used.flatMap(costs));
    return figure(this.language, {
      finding: used.length
        ? words.used(
            formats.number(used.length),
            formats.number(offers.length),
            formats.number(times),
            cost,
          )
        : words.unused,
      about: [words.offersAbout, this.period],
      chart: bars(
        met.map((offer) => ({
          label: offer.title,
          href: `#/reports/offers/${encodeURIComponent(offer.offerId)}`,
          note: words.shownTimes(count(formats, offer.impressions.shown, few).shown),
          value: offer.redemptions,
          shown: `${words.usedTimes(formats.number(offer.redemptions))}${offer.costs.length ? `, ${summed(formats, costs(offer))}` : ""}`,
        })),
      ),
      note:
        met.length < offers.length
          ? words.unmet(formats.number(offers.length - met.length))
          : undefined,
      table: {
        name: "offers",
        columns: [
          texts(words.offer),
          texts("ID"),
          numbers(words.shown),
          numbers(words.withheld),
          numbers(words.scans),
          numbers(words.adds),
          numbers(words.redemptions),
          numbers(words.conversion),
          numbers(words.cost),
          texts(words.currency),
        ],
        rows: offers.flatMap((offer) => {
          const head = [
            offer.title,
            offer.offerId,
            ...[offer.impressions.shown, offer.impressions.withheld, offer.scans, offer.adds].map(
              (value) => count(formats, value, few),
            ),
          ];
          const share: Cell = {
            shown: offer.conversion === null ? "–" : formats.percent(offer.conversion, 1),
            raw: offer.conversion ?? "",
          };
          const none = [...head, count(formats, 0, ""), share, "", ""];
          if (offer.costs.length === 0) return [none];
          return offer.costs.map((each) => [
            ...head,
            count(formats, each.redemptions, ""),
            share,
            money(formats, each.cost),
            each.cost.currencyCode,
          ]);
        }),
      },
    });
  }
}

function costs(offer: OfferNumbersFragment) {
  return offer.costs.map(({ cost }) => cost);
}

customElements.define("fl-report-offers", ReportOffers);
