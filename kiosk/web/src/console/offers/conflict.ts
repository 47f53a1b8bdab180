import { html } from "lit";
import { ScreenElement } from "../../shared/element.ts";
import { differing, fieldTold, merged, proposed, valueTold } from "./differing.ts";
import type { OfferDocument, Path } from "./document.ts";
import type { Form } from "./form.ts";

/** What somebody else saved meanwhile. */
export interface Theirs {
  readonly document: OfferDocument;
  readonly revision: number;
  readonly by: string;
  readonly at: string;
}

/**
 * Two people changed one offer: field by field, what each of them wrote, and whose is to stand. A
 * `settle` event's detail is the document that was chosen.
 */
export class Conflict extends ScreenElement {
  static override properties = {
    form: { attribute: false },
    base: { attribute: false },
    theirs: { attribute: false },
    chosen: { state: true },
  };

  declare form: Form;
  /** What both began with. */
  declare base: OfferDocument | undefined;
  declare theirs: Theirs;
  /** Places at which the choice is not the proposed one. */
  declare chosen: ReadonlyMap<Path, "mine" | "theirs">;

  constructor() {
    super();
    this.chosen = new Map();
  }

  protected override render() {
    const { form, theirs } = this;
    const { words } = form;
    const paths = this.#paths;
    return html`<section class="conflict" aria-labelledby="conflict-title">
      <h2 id="conflict-title" tabindex="-1">${words.conflict}</h2>
      <p>${words.conflictBy(theirs.by, form.formats.time(theirs.at))}</p>
      ${paths.length ? this.#table(paths) : html`<p>${words.sameContent}</p>`}
      <div class="actions">
        <button class="button main" @click=${() => this.#settle(this.#mine)}>${words.keepChoice}</button>
        <button class="button" @click=${() => this.#settle(paths)}>${words.allMine}</button>
        <button class="button" @click=${() => this.#settle([])}>${words.allTheirs}</button>
      </div>
    </section>`;
  }

  #table(paths: readonly Path[]) {
    const { form, theirs } = this;
    const { words } = form;
    return html`<div class="wide"><table class="changes">
      <thead><tr><th>${words.field}</th><th>${words.mine}</th><th>${words.theirs}</th></tr></thead>
      <tbody>
        ${paths.map(
          (path) => html`<tr>
            <th scope="row">${fieldTold(path, form)}</th>
            ${this.#choice(path, "mine", form.document)}
            ${this.#choice(path, "theirs", theirs.document)}
          </tr>`,
        )}
      </tbody>
    </table></div>`;
  }

  #choice(path: Path, whose: "mine" | "theirs", document: OfferDocument) {
    const said = valueTold(path, document, this.form);
    return html`<td><label class="choice">
      <input type="radio" name=${path} .checked=${this.#whose(path) === whose}
        @change=${() => {
          this.chosen = new Map(this.chosen).set(path, whose);
        }} />
      <span>${said.length ? said.map((line) => html`<div>${line}</div>`) : "–"}</span>
    </label></td>`;
  }

  get #paths(): readonly Path[] {
    return differing(this.form.document, this.theirs.document);
  }

  get #mine(): readonly Path[] {
    return this.#paths.filter((path) => this.#whose(path) === "mine");
  }

  #whose(path: Path): "mine" | "theirs" {
    return this.chosen.get(path) ?? proposed(path, this.base, this.form.document);
  }

  #settle(mine: readonly Path[]): void {
    const detail = merged(this.theirs.document, this.form.document, mine);
    this.dispatchEvent(new CustomEvent("settle", { detail }));
  }
}

customElements.define("fl-conflict", Conflict);
