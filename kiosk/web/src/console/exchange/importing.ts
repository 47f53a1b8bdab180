import { html, nothing, type PropertyDeclarations, type PropertyValues } from "lit";
import { ApiError } from "../../api/graphql.ts";
import { numbers, type Table, tableView, words as texts } from "../../shared/charts/table.ts";
import { DeskView } from "../../shared/view.ts";
import { troubleIn } from "../waiting.ts";
import { ImportOffers, type ImportOffersMutation } from "./exchange.graphql.ts";
import { WORDS } from "./words.ts";

type Imported = Extract<ImportOffersMutation["importOffers"], { __typename: "OffersImported" }>;

/** As much as the server reads at once, in characters. */
export const MOST = 500_000;

interface Chosen {
  readonly name: string;
  readonly text: string;
}

/** Offers read in from a file: tried first, stored when that is confirmed. */
export class ImportOffersView extends DeskView {
  static override properties: PropertyDeclarations = {
    chosen: { state: true },
    publish: { state: true },
    would: { state: true },
    done: { state: true },
    busy: { state: true },
    trouble: { state: true },
    over: { state: true },
  };

  declare chosen: Chosen | undefined;
  declare publish: boolean;
  /** What a trial says. */
  declare would: Imported | undefined;
  declare done: Imported | undefined;
  declare busy: "trying" | "importing" | undefined;
  declare trouble: string;
  /** Whether a file is held over the drop zone. */
  declare over: boolean;
  #language: string | undefined;

  constructor() {
    super();
    this.publish = false;
    this.over = false;
    this.#forget();
  }

  protected override willUpdate(_: PropertyValues): void {
    if (this.#language !== undefined && this.#language !== this.language && this.would) {
      void this.#try(); // what is wrong, in the new language
    }
    this.#language = this.language;
  }

  protected override render() {
    const words = WORDS[this.language];
    return html`<section class="card">
      <h2>${words.into}</h2>
      <p>${words.lead}</p>
      ${this.chosen ? this.#file(this.chosen) : this.#drop()}
      ${
        this.trouble
          ? html`<p class="notice warn" role="alert"><span>${this.trouble}</span>
              ${this.chosen ? html`<button type="button" class="button" @click=${this.#try}>${words.again}</button>` : nothing}</p>`
          : nothing
      }
      <div class="told" aria-live="polite">
        ${this.busy ? html`<p>${words[this.busy]}</p>` : nothing}
        ${this.would && !this.done ? this.#preview(this.would) : nothing}
        ${this.done ? this.#result(this.done) : nothing}
      </div>
    </section>`;
  }

  #drop() {
    const words = WORDS[this.language];
    return html`<label
      class="drop ${this.over ? "over" : ""}"
      @dragover=${(event: DragEvent) => {
        event.preventDefault();
        this.over = true;
      }}
      @dragleave=${() => {
        this.over = false;
      }}
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        this.over = false;
        void this.#take(event.dataTransfer?.files[0]);
      }}
    >
      <span>${words.drop}</span>
      <input
        type="file"
        accept=".json,.jsonl,.ndjson,.csv,application/json,text/csv"
        @change=${(event: Event) => this.#take((event.target as HTMLInputElement).files?.[0])}
      />
    </label>`;
  }

  #file({ name, text }: Chosen) {
    const words = WORDS[this.language];
    return html`<div class="file">
        <strong>${words.chosen(name, this.formats.number(text.length))}</strong>
        <button type="button" class="button" @click=${() => this.#forget()}>${words.other}</button>
      </div>
      ${
        this.done
          ? nothing
          : html`<div class="choices" role="group" aria-label=${words.how}>${[false, true].map(
              (publish) => html`<button
                type="button"
                aria-pressed=${publish === this.publish}
                @click=${() => {
                  this.publish = publish;
                  void this.#try();
                }}
              >${publish ? words.published : words.asDrafts}</button>`,
            )}</div>`
      }`;
  }

  #preview(would: Imported) {
    const words = WORDS[this.language];
    const { formats } = this;
    if (would.read === 0) return html`<p class="notice">${words.nothing}</p>`;
    return html`
      <h3>${words.found(formats.number(would.read))}</h3>
      ${this.#counts(would)}
      <p class="small">${words.alone}</p>
      ${this.#problems(would)}
      ${
        would.stored
          ? html`<button type="button" class="button main" ?disabled=${this.busy !== undefined} @click=${this.#import}>${words.confirm(formats.number(would.stored))}</button>`
          : html`<p class="notice">${words.nothingToDo}</p>`
      }`;
  }

  #result(done: Imported) {
    const words = WORDS[this.language];
    const { formats } = this;
    return html`
      <p class="notice"><strong>${words.done(formats.number(done.stored), formats.number(done.refused))}</strong></p>
      ${this.#problems(done)}
      <p><a href="#/offers">${words.toOffers}</a></p>`;
  }

  #counts({ stored, unchanged, refused }: Imported) {
    const words = WORDS[this.language];
    const tile = (count: number, label: string) =>
      html`<li><strong>${this.formats.number(count)}</strong><span class="small">${label}</span></li>`;
    return html`<ul class="tiles">
      ${tile(stored, words.stored)} ${tile(unchanged, words.unchanged)} ${tile(refused, words.refused)}
    </ul>`;
  }

  #problems({ refused, refusals }: Imported) {
    if (refusals.length === 0) return nothing;
    const words = WORDS[this.language];
    const { formats } = this;
    const table: Table = {
      name: "problems",
      columns: [numbers(words.line), texts(words.where), texts(words.what)],
      rows: refusals
        .toSorted((one, other) => one.line - other.line)
        .map(({ line, path, message }) => [
          { shown: formats.number(line), raw: line },
          path || words.whole,
          message,
        ]),
    };
    return html`<h3>${words.problems}</h3>
      ${refused > refusals.length ? html`<p class="small">${words.first(formats.number(refusals.length))}</p>` : nothing}
      ${tableView(table, words.problems)}`;
  }

  async #take(file: File | undefined): Promise<void> {
    if (!file) return;
    const words = WORDS[this.language];
    this.trouble = "";
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      if (text.length > MOST) this.trouble = words.tooLong(this.formats.number(MOST));
      else this.chosen = { name: file.name, text };
    } catch {
      this.trouble = words.notText;
    }
    if (this.chosen) await this.#try();
  }

  readonly #try = async (): Promise<void> => {
    this.would = undefined;
    this.would = await this.#send("trying");
  };

  readonly #import = async (): Promise<void> => {
    this.done = await this.#send("importing");
  };

  async #send(busy: "trying" | "importing"): Promise<Imported | undefined> {
    const chosen = this.chosen;
    if (!chosen) return undefined;
    this.trouble = "";
    this.busy = busy;
    try {
      const input = { text: chosen.text, publish: this.publish, dryRun: busy === "trying" };
      const { importOffers } = await this.desk.session.ask(ImportOffers, { input });
      if (this.chosen !== chosen) return undefined; // another file was chosen meanwhile
      if (importOffers.__typename === "OffersImported") return importOffers;
      this.trouble = importOffers.message;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble = troubleIn(this.language, error.trouble, error.message);
    } finally {
      this.busy = undefined;
    }
    return undefined;
  }

  #forget(): void {
    this.chosen = undefined;
    this.would = undefined;
    this.done = undefined;
    this.busy = undefined;
    this.trouble = "";
  }
}

customElements.define("fl-import-offers", ImportOffersView);
