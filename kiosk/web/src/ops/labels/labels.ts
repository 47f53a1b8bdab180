import { html, nothing } from "lit";
import { Stores } from "../../api/stores.graphql.ts";
import { LANGUAGES } from "../../shared/language.ts";
import { Asked } from "../asked.ts";
import { StoreZones } from "../devices/devices.graphql.ts";
import { Doing } from "../doing.ts";
import { trouble } from "../trouble.ts";
import { OpsView } from "../view.ts";
import { LABEL_WORDS } from "./words.ts";

/** RFC 9457, as the server explains what it does not do. */
interface Problem {
  readonly detail?: string;
  readonly title?: string;
}

/** Sheets of shelf labels for a store or one of its zones, to print. */
export class ShelfLabels extends OpsView {
  static override properties = { done: { state: true } };

  declare done: boolean;
  readonly #zones = new Asked(this, (signal) =>
    this.desk.session.ask(StoreZones, { storeId: this.store.id }, signal),
  );
  readonly #making = new Doing(this, () => this.language);

  constructor() {
    super();
    this.done = false;
  }

  protected override render() {
    const words = LABEL_WORDS[this.language];
    return html`<h1>${words.title}</h1>
      <p class="small">${words.about}</p>
      ${trouble(this, this.#zones)}
      <form class="card" @submit=${this.#make}>
        <div class="pair">
          <label class="field">${words.zone}
            <select name="zone">
              <option value="">${words.everywhere}</option>
              ${this.#zones.value?.floorPlan?.zones.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
            </select>
          </label>
          <label class="field">${words.language}
            <select name="language">
              <option value="">${words.storeLanguage}</option>
              ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option value=${tag} lang=${tag}>${name}</option>`)}
            </select>
          </label>
        </div>
        ${this.#making.notice}
        <p><button class="button main" ?disabled=${this.#making.busy}>${this.#making.busy ? words.making : words.download}</button></p>
        <div role="status">${this.done ? html`<p>${words.done}</p>` : nothing}</div>
      </form>`;
  }

  readonly #make = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    this.done = false;
    this.done = await this.#making.run(async () => {
      const asked = new URLSearchParams();
      for (const [name, value] of given) if (value) asked.set(name, String(value));
      const { session } = this.desk;
      await session.ask(Stores, {}); // a session that has ended is begun anew first
      const path = `/stores/${encodeURIComponent(this.store.id)}/shelf-labels.pdf`;
      const answer = await fetch(`${path}?${asked}`, {
        headers: { Authorization: `Bearer ${session.token()}`, "Accept-Language": this.language },
      });
      if (!answer.ok) return problem(answer, LABEL_WORDS[this.language].failed);
      save(await answer.blob(), `${given.get("zone") || this.store.id}.pdf`);
      return undefined;
    });
  };
}

async function problem(answer: Response, otherwise: string): Promise<{ message: string }> {
  const said: Problem = await answer.json().catch(() => ({}));
  return { message: said.detail ?? said.title ?? otherwise };
}

function save(file: Blob, name: string): void {
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href, download: name }).click();
  URL.revokeObjectURL(href);
}

customElements.define("fl-shelf-labels", ShelfLabels);
