import { html } from "lit";
import { bars } from "../../shared/charts/bars.ts";
import { figure } from "../../shared/charts/figure.ts";
import { numbers, words as texts } from "../../shared/charts/table.ts";
import { Asked } from "../asked.ts";
import { answered } from "../waiting.ts";
import { count, money, Report } from "./report.ts";
import { Markdowns, type MarkdownsQuery, type SavedFragment } from "./reports.graphql.ts";

/** What the freshness ladders sold before its last day was over, once for each currency. */
export class ReportFreshness extends Report {
  readonly #asked = new Asked(
    this,
    () => this.on(),
    (signal) => {
      const { days, storeIds } = this.question;
      return this.desk.session.ask(Markdowns, { days, storeIds }, signal);
    },
  );

  protected override render() {
    return answered(this.#asked, this.language, ({ markdownReport }) =>
      markdownReport.length === 0
        ? html`<p class="notice">${this.words.noMarkdowns}</p>`
        : html`<div class="figures">${markdownReport.map((each) => this.#saved(each))}</div>`,
    );
  }

  #saved({ total, byDaysLeft }: MarkdownsQuery["markdownReport"][number]) {
    const { words, formats } = this;
    const kilos = (saved: SavedFragment) => formats.number(saved.kilos, 1);
    const shown = (saved: SavedFragment) => money(formats, saved.sold).shown;
    return figure(this.language, {
      finding: words.saved(
        formats.number(total.units),
        kilos(total),
        shown(total),
        money(formats, total.discount).shown,
      ),
      about: [words.savedAbout, this.period],
      chart: bars(
        byDaysLeft.map((each) => ({
          label: this.#left(each.daysLeft),
          value: each.units,
          shown: words.unitsShown(formats.number(each.units)),
          note: `${kilos(each)} kg · ${shown(each)}`,
        })),
      ),
      note: words.savedNote,
      table: {
        name: "markdowns",
        columns: [
          texts(words.day),
          numbers(words.units),
          numbers(words.kilos),
          numbers(words.unweighed),
          numbers(words.sold),
          numbers(words.discount),
          texts(words.currency),
        ],
        rows: byDaysLeft.map((each) => [
          { shown: this.#left(each.daysLeft), raw: each.daysLeft ?? "" },
          count(formats, each.units, ""),
          { shown: kilos(each), raw: each.kilos },
          count(formats, each.unweighedUnits, ""),
          money(formats, each.sold),
          money(formats, each.discount),
          each.sold.currencyCode,
        ]),
      },
    });
  }

  #left(days: number | null): string {
    const { words } = this;
    if (days === 0) return words.lastDay;
    return days === 1 ? words.oneDayLeft : words.daysLeft(this.formats.number(days ?? 0));
  }
}

customElements.define("fl-report-freshness", ReportFreshness);
