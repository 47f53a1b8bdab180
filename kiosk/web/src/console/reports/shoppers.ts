import { html } from "lit";
import { type Bar, bars } from "../../shared/charts/bars.ts";
import { figure } from "../../shared/charts/figure.ts";
import { numbers, words as texts } from "../../shared/charts/table.ts";
import { CHART_WORDS } from "../../shared/charts/words.ts";
import { Asked } from "../asked.ts";
import { answered } from "../waiting.ts";
import { count, money, Report } from "./report.ts";
import { OnlineNow, Shoppers, type ShoppersQuery } from "./reports.graphql.ts";

type Carts = ShoppersQuery["cartReport"][number];

/** Milliseconds after which it is asked again who is there. */
const EVERY = 30_000;

/** Who is shopping now, what became of the carts, and how large the segments are. */
export class ReportShoppers extends Report {
  readonly #asked = new Asked(
    this,
    () => this.on(),
    (signal) => {
      const { days, storeIds } = this.question;
      return this.desk.session.ask(Shoppers, { days, storeIds }, signal);
    },
  );
  readonly #online = new Asked(
    this,
    () => [],
    (signal) => this.desk.session.ask(OnlineNow, {}, signal),
  );
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(this.#online.again, EVERY);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render() {
    return html`
      ${answered(this.#online, this.language, ({ onlineShoppers }) => {
        const asked = this.question.storeIds;
        const shown = onlineShoppers.filter(({ storeId }) => !asked || asked.includes(storeId));
        return html`<section class="card now">
          <h2>${this.words.online}</h2>
          <p class="small">${this.words.onlineAbout}</p>
          <ul class="tiles">${shown.map(
            ({ storeId, carts }) => html`<li>
              <strong class=${carts === null ? "few" : ""}>${this.#told(carts)}</strong>
              <span>${this.#name(storeId)}</span>
            </li>`,
          )}</ul>
        </section>`;
      })}
      ${answered(
        this.#asked,
        this.language,
        ({ cartReport, segmentReport }) => html`<div class="figures">
          ${cartReport.map((each) => this.#carts(each))} ${this.#segments(segmentReport)}
        </div>`,
      )}`;
  }

  #carts(report: Carts) {
    const { words, formats } = this;
    if (report.suppressed)
      return html`<p class="notice">${this.#name(report.storeId)}: ${words.cartsFew}</p>`;
    const rows: readonly (Bar & { worth?: Carts["abandoned"] })[] = [
      { key: "opened", value: report.opened, quiet: true } as const,
      {
        key: "checkedOut",
        value: report.checkedOut?.carts ?? 0,
        worth: report.checkedOut,
      } as const,
      { key: "abandoned", value: report.abandoned?.carts ?? 0, worth: report.abandoned } as const,
      { key: "empty", value: report.empty, quiet: true } as const,
      { key: "open", value: report.open, quiet: true } as const,
    ].map(({ key, ...row }) => ({
      ...row,
      label: words.cart[key],
      shown: this.#told(row.value),
      note: "worth" in row && row.worth ? money(formats, row.worth.value).shown : undefined,
    }));
    const paid = formats.number(report.checkedOut?.carts ?? 0);
    return figure(this.language, {
      finding:
        report.abandonment === null
          ? words.cartsNone
          : words.carts(formats.percent(report.abandonment), paid),
      about: [words.cartsAbout(this.#name(report.storeId)), this.period],
      chart: bars(rows),
      table: {
        name: `carts-${report.storeId}`,
        columns: [
          texts(words.step),
          numbers(words.count),
          numbers(words.value),
          texts(words.currency),
        ],
        rows: rows.map(({ label, value, worth }) => [
          label,
          count(formats, value, ""),
          worth ? money(formats, worth.value) : "",
          worth?.value.currencyCode ?? "",
        ]),
      },
    });
  }

  #segments({ knownShoppers, segments }: ShoppersQuery["segmentReport"]) {
    const { words, formats } = this;
    if (segments.length === 0) return html`<p class="notice">${words.noSegments}</p>`;
    return figure(this.language, {
      finding:
        knownShoppers === null ? words.segmentsFew : words.segments(formats.number(knownShoppers)),
      about: [words.segmentsAbout],
      chart: bars(
        segments.map(({ name, shoppers }) => ({
          label: name,
          value: shoppers,
          shown: this.#told(shoppers),
        })),
        knownShoppers ?? undefined,
      ),
      table: {
        name: "segments",
        columns: [texts(words.segment), numbers(words.shoppers)],
        rows: segments.map(({ name, shoppers }) => [
          name,
          { shown: this.#told(shoppers), raw: shoppers ?? "" },
        ]),
      },
    });
  }

  #told(value: number | null): string {
    return count(this.formats, value, CHART_WORDS[this.language].tooFew).shown;
  }

  #name(storeId: string): string {
    return this.desk.stores.find(({ id }) => id === storeId)?.name ?? storeId;
  }
}

customElements.define("fl-report-shoppers", ReportShoppers);
