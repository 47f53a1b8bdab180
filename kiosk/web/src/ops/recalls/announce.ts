import { html, nothing } from "lit";
import { newKey } from "../../shared/key.ts";
import { LANGUAGES, type Language } from "../../shared/language.ts";
import { COMMON_WORDS } from "../common.words.ts";
import { Doing } from "../doing.ts";
import { OpsView } from "../view.ts";
import type { Downstream } from "./downstream.ts";
import "./downstream.ts";
import { AnnounceRecall, CodeNames } from "./recalls.graphql.ts";
import { RECALL_WORDS } from "./words.ts";

const TONGUES = Object.keys(LANGUAGES) as Language[];

interface Draft {
  readonly key: string;
  readonly gtin: string;
  readonly lot: string;
  readonly withMadeFrom: boolean;
  readonly reason: Readonly<Record<string, string>>;
  readonly instructions: Readonly<Record<string, string>>;
}

const blank = (): Draft => ({
  key: newKey(),
  gtin: "",
  lot: "",
  withMadeFrom: false,
  reason: {},
  instructions: {},
});

/** Kept while somebody looks at other views in between. */
let draft = blank();

/** The form to announce a recall, with what it will reach. An `announced` event tells of success. */
export class Announce extends OpsView {
  static override properties = { confirming: { state: true }, lacking: { state: true } };

  declare confirming: boolean;
  declare lacking: string | undefined;
  readonly #finding = new Doing(this, () => this.language);
  readonly #announcing = new Doing(this, () => this.language);

  constructor() {
    super();
    this.confirming = false;
    this.lacking = undefined;
  }

  protected override updated(): void {
    const dialog = this.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    const words = RECALL_WORDS[this.language];
    const known = /^\d{8,14}$/.test(draft.gtin);
    return html`<div class="stack announce">
      <form class="card" @submit=${this.#find}>
        <h2>${words.what}</h2>
        <div class="with-button">
          <label class="field">${words.code}
            <input name="code" autocomplete="off" spellcheck="false" required />
          </label>
          <button class="button" ?disabled=${this.#finding.busy}>${words.find}</button>
        </div>
        ${this.#finding.notice}
        <div class="pair">
          <label class="field">${words.gtin}
            <input inputmode="numeric" autocomplete="off" .value=${draft.gtin} @change=${this.#typed("gtin")} />
          </label>
          <label class="field">${words.lotField}
            <input autocomplete="off" spellcheck="false" .value=${draft.lot} @change=${this.#typed("lot")} />
          </label>
        </div>
        ${
          draft.lot
            ? html`<label class="check"><input type="checkbox" .checked=${draft.withMadeFrom} @change=${(
                event: Event,
              ) =>
                this.#change({
                  withMadeFrom: (event.target as HTMLInputElement).checked,
                })} /> ${words.withMadeFrom}</label>`
            : nothing
        }
      </form>
      ${
        known
          ? html`<section class="card"><h2>${words.downstream}</h2>
            <fl-downstream .desk=${this.desk} .language=${this.language} .store=${this.store} .thing=${{ gtin: draft.gtin, lot: draft.lot || undefined }}></fl-downstream></section>`
          : nothing
      }
      <form class="card" @submit=${this.#check}>
        <h2>${words.texts}</h2>
        <p class="small">${words.textsHint}</p>
        <div class="tongues">${TONGUES.map(
          (
            tongue,
          ) => html`<fieldset class="stack"><legend lang=${tongue}>${LANGUAGES[tongue]}</legend>
            ${this.#text(tongue, "reason", words.reason)} ${this.#text(tongue, "instructions", words.instructions)}
          </fieldset>`,
        )}</div>
        ${this.lacking ? html`<p class="notice warn" role="alert">${this.lacking}</p>` : nothing}
        <p><button class="button danger">${words.check}</button></p>
      </form>
      ${this.confirming ? this.#dialog() : nothing}
    </div>`;
  }

  #text(tongue: Language, field: "reason" | "instructions", label: string) {
    return html`<label class="field">${label}
      <textarea rows="3" maxlength="1000" lang=${tongue} .value=${draft[field][tongue] ?? ""} @input=${(
        event: InputEvent,
      ) => {
        const text = (event.target as HTMLTextAreaElement).value;
        draft = { ...draft, [field]: { ...draft[field], [tongue]: text } };
      }}></textarea></label>`;
  }

  #dialog() {
    const words = RECALL_WORDS[this.language];
    const found = this.querySelector<Downstream>("fl-downstream")?.found;
    const reached = draft.lot && !draft.withMadeFrom ? 1 : (found?.count ?? 1);
    const stores = found?.stores.filter(({ storeId }) => storeId).length ?? 0;
    const close = () => {
      this.confirming = false;
    };
    return html`<dialog aria-labelledby="confirm-title" @close=${close}>
      <div class="stack">
        <h2 id="confirm-title">${words.confirmTitle}</h2>
        <p><strong>${found?.lots[0]?.productName ?? draft.gtin}</strong> · ${draft.lot ? words.lot(draft.lot) : words.everyLot}${draft.withMadeFrom ? html` ${words.madeFrom}` : nothing}</p>
        ${TONGUES.filter((tongue) => draft.reason[tongue]?.trim()).map(
          (tongue) =>
            html`<blockquote lang=${tongue}>${draft.reason[tongue]} ${draft.instructions[tongue]}</blockquote>`,
        )}
        <p>${words.confirmEffect(reached, stores)}</p>
        ${this.#announcing.notice}
        <p class="actions">
          <button class="button danger" ?disabled=${this.#announcing.busy} @click=${this.#announce}>${words.confirm}</button>
          <button class="button quiet" autofocus @click=${close}>${COMMON_WORDS[this.language].cancel}</button>
        </p>
      </div>
    </dialog>`;
  }

  #change(change: Partial<Draft>): void {
    draft = { ...draft, ...change };
    this.requestUpdate();
  }

  #typed(field: "gtin" | "lot") {
    return (event: Event) =>
      this.#change({ [field]: (event.target as HTMLInputElement).value.trim() });
  }

  readonly #find = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const field = form.elements.namedItem("code") as HTMLInputElement;
    await this.#finding.run(async () => {
      const context = { storeId: this.store.id, language: this.language };
      const { scan } = await this.desk.session.ask(CodeNames, { code: field.value, context });
      const identity = scan.__typename === "Scan" ? scan.identity : scan.read;
      if (!identity?.gtin) {
        return scan.__typename === "ScanRefusal"
          ? { message: scan.message, ...(scan.hint ? { hint: scan.hint } : {}) }
          : undefined;
      }
      this.#change({ gtin: identity.gtin, lot: identity.lot ?? "" });
      field.value = "";
      return undefined;
    });
  };

  readonly #check = (event: SubmitEvent) => {
    event.preventDefault();
    const words = RECALL_WORDS[this.language];
    const told = TONGUES.filter(
      (each) => draft.reason[each]?.trim() || draft.instructions[each]?.trim(),
    );
    const whole = told.every(
      (each) => draft.reason[each]?.trim() && draft.instructions[each]?.trim(),
    );
    this.lacking = !draft.gtin
      ? words.needThing
      : told.length && whole
        ? undefined
        : words.needText;
    this.confirming = this.lacking === undefined;
  };

  readonly #announce = async () => {
    const { key, gtin, lot, withMadeFrom, reason, instructions } = draft;
    const done = await this.#announcing.run(async () => {
      const input = {
        idempotencyKey: key,
        gtin,
        ...(lot ? { lot, withMadeFrom } : {}),
        reason: texts(reason),
        instructions: texts(instructions),
      };
      const { recallLot } = await this.desk.session.ask(AnnounceRecall, { input });
      return recallLot.__typename === "RecallRefusal" ? recallLot : undefined;
    });
    if (!done) return;
    draft = blank();
    this.confirming = false;
    this.dispatchEvent(new Event("announced"));
  };
}

function texts(given: Readonly<Record<string, string>>): { language: string; text: string }[] {
  return Object.entries(given)
    .map(([language, text]) => ({ language, text: text.trim() }))
    .filter(({ text }) => text);
}

customElements.define("fl-announce", Announce);
