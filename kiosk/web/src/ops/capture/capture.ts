import { html, nothing } from "lit";
import { ago } from "../ages.ts";
import { Asked } from "../asked.ts";
import { COMMON_WORDS } from "../common.words.ts";
import { trouble } from "../trouble.ts";
import { OpsView } from "../view.ts";
import {
  CaptureJobs,
  type CaptureJobsQuery,
  RefusedReadings,
  type RefusedReadingsQuery,
} from "./capture.graphql.ts";
import { CAPTURE_WORDS } from "./words.ts";

const EVERY = 10_000;
const PAGE = 10;
/** The API gives at most so many at once. */
const MOST = 100;

type Job = CaptureJobsQuery["captureJobs"]["jobs"][number];
type Reading = RefusedReadingsQuery["refusedReadings"]["readings"][number];

/** What partners and sensors handed in, and what of it could not be used, and why. */
export class Capture extends OpsView {
  static override properties = { jobs: { state: true }, readings: { state: true } };

  /** How many of each are shown. */
  declare jobs: number;
  declare readings: number;
  readonly #jobs = new Asked(
    this,
    (signal) => this.desk.session.ask(CaptureJobs, { first: this.jobs }, signal),
    { also: () => `${this.jobs}`, every: EVERY },
  );
  readonly #readings = new Asked(
    this,
    (signal) => this.desk.session.ask(RefusedReadings, { first: this.readings }, signal),
    { also: () => `${this.readings}`, every: EVERY },
  );

  constructor() {
    super();
    this.jobs = PAGE;
    this.readings = PAGE;
  }

  protected override render() {
    const words = CAPTURE_WORDS[this.language];
    const jobs = this.#jobs.value?.captureJobs;
    const readings = this.#readings.value?.refusedReadings;
    return html`<h1>${words.title}</h1>
      <section class="stack" aria-labelledby="capture-jobs">
        <h2 id="capture-jobs">${words.jobs}</h2>
        ${trouble(this, this.#jobs)}
        ${
          jobs &&
          this.#list(
            jobs.jobs.map((job) => this.#job(job)),
            words.noJobs,
          )
        }
        ${this.#more(jobs?.endCursor, this.jobs, (count) => {
          this.jobs = count;
        })}
      </section>
      <section class="stack" aria-labelledby="capture-readings">
        <h2 id="capture-readings">${words.readings}</h2>
        <p class="small">${words.readingsAbout}</p>
        ${trouble(this, this.#readings)}
        ${
          readings &&
          this.#list(
            readings.readings.map((each) => this.#reading(each)),
            words.noReadings,
          )
        }
        ${this.#more(readings?.endCursor, this.readings, (count) => {
          this.readings = count;
        })}
      </section>`;
  }

  #list(items: readonly unknown[], none: string) {
    return items.length
      ? html`<ul class="cards">${items.map((item) => html`<li>${item}</li>`)}</ul>`
      : html`<p class="notice">${none}</p>`;
  }

  #more(cursor: string | null | undefined, count: number, show: (count: number) => void) {
    if (!cursor || count >= MOST) return nothing;
    const more = () => show(Math.min(MOST, count + PAGE));
    return html`<p><button class="button" @click=${more}>${COMMON_WORDS[this.language].more}</button></p>`;
  }

  #job(job: Job) {
    const words = CAPTURE_WORDS[this.language];
    return html`<article class="card job-${job.state.toLowerCase()}">
      <h3 class="card-title">${job.organisation} <span class="tag">${words.states[job.state]}</span></h3>
      <p>${words.events(job.events)} · ${words.stored(job.stored, job.known)}
        <span class="small">${this.formats.dateTime(job.createdAt)}</span></p>
      ${
        job.problemCount
          ? html`<details><summary>${words.problems(job.problemCount)}</summary>
            <ul class="lines">${job.problems.map(
              ({ pointer, message }) =>
                html`<li>${message} <code class="small">${pointer}</code></li>`,
            )}</ul>
            ${job.problems.length < job.problemCount ? html`<p class="small">${words.problemsMore(job.problems.length, job.problemCount)}</p>` : nothing}
          </details>`
          : nothing
      }
      <p class="small"><code>${job.id}</code></p>
    </article>`;
  }

  #reading(reading: Reading) {
    const words = CAPTURE_WORDS[this.language];
    return html`<article class="card">
      <h3 class="card-title"><code>${reading.topic}</code> <span class="small">${words.times(reading.count)} · ${words.last(ago(this.language, reading.lastAt))}</span></h3>
      <p>${reading.reason}${reading.field ? html` <code class="small">${reading.field}</code>` : nothing}</p>
      <details><summary>${words.payload}</summary><pre tabindex="0">${reading.payload}</pre></details>
    </article>`;
  }
}

customElements.define("fl-capture", Capture);
