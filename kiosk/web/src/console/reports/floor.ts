import { html, nothing, type PropertyDeclarations } from "lit";
import { figure } from "../../shared/charts/figure.ts";
import { planView } from "../../shared/charts/plan.ts";
import { numbers, words as texts } from "../../shared/charts/table.ts";
import { CHART_WORDS } from "../../shared/charts/words.ts";
import type { Formats } from "../../shared/language.ts";
import { Asked } from "../asked.ts";
import { answered } from "../waiting.ts";
import { count, Report } from "./report.ts";
import { type ActivityFragment, FloorNumbers, type FloorNumbersQuery } from "./reports.graphql.ts";
import { WORDS } from "./words.ts";

const METRICS = ["visits", "dwell", "scans", "pickUps", "impressions"] as const;
type Metric = (typeof METRICS)[number];
type Zone = FloorNumbersQuery["zoneReport"]["zones"][number];

/** Where shoppers go in the desk's store, over its floor plan. */
export class ReportFloor extends Report {
  static override properties: PropertyDeclarations = { metric: { state: true } };

  declare metric: Metric;
  readonly #asked = new Asked(
    this,
    () => [this.language, this.store.id, this.question.days],
    (signal) =>
      this.desk.session.ask(
        FloorNumbers,
        { storeId: this.store.id, days: this.question.days },
        signal,
      ),
  );

  constructor() {
    super();
    this.metric = "visits";
  }

  protected override render() {
    const { words } = this;
    return answered(this.#asked, this.language, (found) =>
      found.floorPlan
        ? html`<div class="figures wide">${this.#plan(found.floorPlan, found.zoneReport)}</div>`
        : html`<p class="notice"><span><strong>${words.noPlan}</strong> ${words.noPlanHint}</span></p>`,
    );
  }

  #plan(
    plan: NonNullable<FloorNumbersQuery["floorPlan"]>,
    report: FloorNumbersQuery["zoneReport"],
  ) {
    const { words, formats, metric } = this;
    const shape = new Map(plan.zones.map(({ id, polygon }) => [id, polygon]));
    const areas = report.zones.map((zone) => ({
      name: zone.name,
      polygon: shape.get(zone.zoneId) ?? [],
      value: measured(metric, zone.activity),
      dead: zone.heat === "DEAD",
    }));
    const most = Math.max(0, ...areas.map(({ value }) => value ?? 0));
    return figure(this.language, {
      finding: floorFinding(report, formats),
      about: [words.floorAbout(words.metrics[metric]), this.period],
      chart: html`
        <div class="choices" role="group" aria-label=${words.metric}>${METRICS.map(
          (each) => html`<button
            type="button"
            aria-pressed=${each === metric}
            @click=${() => {
              this.metric = each;
            }}
          >${words.metrics[each]}</button>`,
        )}</div>
        <div class="plan-beside">
          ${planView({ ...plan, areas }, formats.number(most), words)}
          <ol class="plan-numbers">${report.zones.map(
            (zone, at) => html`<li class=${zone.heat === "DEAD" ? "dead" : ""}>
              <strong>${at + 1}</strong>
              <span>${zone.name} ${zone.heat === "TOO_LITTLE_DATA" ? nothing : html`<small class="heat ${zone.heat}">${words.heat[zone.heat]}</small>`}</span>
              <span>${this.#told(areas[at]!.value)}</span>
            </li>`,
          )}</ol>
        </div>`,
      note: words.floorNote,
      table: {
        name: `floor-${this.store.id}`,
        columns: [
          texts(words.zone),
          texts(words.state),
          ...METRICS.map((each) => numbers(words.metrics[each])),
        ],
        rows: report.zones.map((zone) => [
          zone.name,
          words.heat[zone.heat],
          ...METRICS.map((each) => {
            const value = measured(each, zone.activity);
            return { shown: this.#told(value), raw: value ?? "" };
          }),
        ]),
      },
    });
  }

  #told(value: number | null): string {
    return count(this.formats, value, CHART_WORDS[this.language].tooFew).shown;
  }
}

/** The busiest and the dead zones, as far as there is enough to tell. */
export function floorFinding(
  report: { readonly zones: readonly Pick<Zone, "name" | "heat" | "activity">[] },
  formats: Formats,
): string {
  const words = WORDS[formats.language];
  if (report.zones.every(({ activity }) => activity?.visits === 0)) return words.floorNothing;
  if (report.zones.every(({ heat }) => heat === "TOO_LITTLE_DATA")) return words.floorFew;
  const [busiest] = report.zones.toSorted(
    (one, other) => (other.activity?.visits ?? 0) - (one.activity?.visits ?? 0),
  );
  const dead = report.zones.filter(({ heat }) => heat === "DEAD").map(({ name }) => name);
  const sentences = [
    busiest?.activity
      ? words.busiest(busiest.name, words.visits(formats.number(busiest.activity.visits)))
      : "",
    dead.length ? words.dead(new Intl.ListFormat(formats.language).format(dead)) : words.noDead,
  ];
  return sentences.filter(Boolean).join(formats.language === "zh-Hans" ? "" : " ");
}

/** Null: not told. A zone without stays has no mean stay: 0 seconds. */
function measured(metric: Metric, activity: ActivityFragment | null): number | null {
  if (activity === null) return null;
  return metric === "dwell" ? Math.round(activity.meanDwellSeconds ?? 0) : activity[metric];
}

customElements.define("fl-report-floor", ReportFloor);
