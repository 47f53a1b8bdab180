import { html, nothing, type PropertyDeclarations } from "lit";
import { ApiError } from "../../api/graphql.ts";
import { DeskView } from "../../shared/view.ts";
import { confirm, confirmView } from "../confirm.ts";
import { troubleIn } from "../waiting.ts";
import { type ExperimentsQuery, RemoveHoldout, SetHoldout } from "./experiments.graphql.ts";
import { WORDS } from "./words.ts";

/** Shares of all shoppers that get no offer at all. A `changed` event tells of a change. */
export class Holdouts extends DeskView {
  static override properties: PropertyDeclarations = {
    holdouts: { attribute: false },
    trouble: { state: true },
    ending: { state: true },
  };

  declare holdouts: ExperimentsQuery["holdouts"];
  declare trouble: string;
  /** The holdout whose end is being confirmed. */
  declare ending: string;

  constructor() {
    super();
    this.trouble = "";
    this.ending = "";
  }

  protected override render() {
    const words = WORDS[this.language];
    return html`<section class="card holdouts">
      <h2>${words.holdouts}</h2>
      <p>${words.holdoutsLead}</p>
      ${this.holdouts.length ? nothing : html`<p class="small">${words.noHoldouts}</p>`}
      <ul class="arms">${this.holdouts.map(
        ({ key, share }) => html`<li>${words.holdout(key, this.formats.percent(share, 1))}
          <button type="button" class="button danger" @click=${() => this.#ask(key)}>${words.remove}</button></li>`,
      )}</ul>
      ${this.trouble ? html`<p class="notice warn" role="alert">${this.trouble}</p>` : nothing}
      <form class="row" @submit=${this.#set}>
        <label class="field">${words.key}
          <input name="key" required maxlength="64" pattern="[a-z0-9][a-z0-9\\-]*" /></label>
        <label class="field narrow">${words.holdoutShare}
          <input name="share" type="number" required min="0.1" max="99.9" step="0.1" value="5" /></label>
        <button class="button">${words.set}</button>
      </form>
      ${confirmView(
        "end",
        words.removeSure(this.ending),
        { yes: words.remove, no: words.cancel },
        () =>
          this.#run(async () => {
            const input = { key: this.ending };
            return (await this.desk.session.ask(RemoveHoldout, { input })).removeHoldout;
          }),
      )}
    </section>`;
  }

  async #ask(key: string): Promise<void> {
    this.ending = key;
    await this.updateComplete;
    confirm(this, "end");
  }

  readonly #set = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const input = { key: String(given.get("key")), share: Number(given.get("share")) / 100 };
    void this.#run(async () => {
      const { setHoldout } = await this.desk.session.ask(SetHoldout, { input });
      if (setHoldout.__typename === "Holdout") form.reset();
      return setHoldout;
    });
  };

  async #run(
    step: () => Promise<{ readonly __typename: string; readonly message?: string }>,
  ): Promise<void> {
    try {
      this.trouble = (await step()).message ?? "";
      this.dispatchEvent(new Event("changed"));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble = troubleIn(this.language, error.trouble, error.message);
    }
  }
}

customElements.define("fl-holdouts", Holdouts);
