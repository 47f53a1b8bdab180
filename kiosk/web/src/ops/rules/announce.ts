import { html, nothing } from "lit";
import { serverNow } from "../../api/clock.ts";
import type { AlarmSuppressionCause } from "../../api/schema.ts";
import { newKey } from "../../shared/key.ts";
import type { BoardPlaceFragment } from "../board.graphql.ts";
import { COMMON_WORDS } from "../common.words.ts";
import { Doing } from "../doing.ts";
import { OpsView } from "../view.ts";
import { AnnounceCause, TakeCauseBack } from "./rules.graphql.ts";
import { RULE_WORDS } from "./words.ts";

const CAUSES: readonly AlarmSuppressionCause[] = ["DEFROST", "START_UP"];

/** Announces that a place will be warm for a known reason; what was announced can be taken back. */
export class AnnounceDefrost extends OpsView {
  static override properties = {
    place: { attribute: false },
    open: { state: true },
    announced: { state: true },
  };

  declare place: BoardPlaceFragment;
  declare open: boolean;
  declare announced: { readonly id: string; readonly until: Date } | undefined;
  #key = newKey();
  readonly #doing = new Doing(this, () => this.language);

  constructor() {
    super();
    this.open = false;
    this.announced = undefined;
  }

  protected override updated(): void {
    const dialog = this.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    const words = RULE_WORDS[this.language];
    if (this.announced) {
      return html`<p class="notice"><span>${words.announced(this.formats.time(this.announced.until))}</span>
          <button class="button quiet" ?disabled=${this.#doing.busy} @click=${this.#takeBack}>${words.takeBack}</button></p>
        ${this.#doing.notice}`;
    }
    return html`<p><button class="button" @click=${() => {
      this.open = true;
    }}>${words.announce}</button></p>
      ${this.open ? this.#dialog() : nothing}`;
  }

  #dialog() {
    const words = RULE_WORDS[this.language];
    const close = () => {
      this.open = false;
    };
    return html`<dialog aria-labelledby="defrost-title" @close=${close}>
      <form class="stack" @submit=${this.#announce}>
        <h2 id="defrost-title">${words.announceTitle(this.place.name)}</h2>
        <p>${words.announceAbout}</p>
        <label class="field">${words.cause}<select name="cause">${CAUSES.map(
          (cause) => html`<option value=${cause}>${words.causes[cause]}</option>`,
        )}</select></label>
        <label class="field">${words.minutes}<input name="minutes" type="number" min="1" max="1440" value="40" required /></label>
        <label class="check"><input type="checkbox" name="daily" /> ${words.daily}</label>
        ${this.#doing.notice}
        <p class="actions">
          <button class="button main" ?disabled=${this.#doing.busy}>${words.announceNow}</button>
          <button type="button" class="button quiet" @click=${close}>${COMMON_WORDS[this.language].cancel}</button>
        </p>
      </form>
    </dialog>`;
  }

  readonly #announce = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const minutes = Number(given.get("minutes"));
    await this.#doing.run(async () => {
      const input = {
        idempotencyKey: this.#key,
        placeId: this.place.place.id,
        cause: given.get("cause") as AlarmSuppressionCause,
        minutes,
        daily: given.has("daily"),
      };
      const { suppressAlarms } = await this.desk.session.ask(AnnounceCause, { input });
      if (suppressAlarms.__typename === "AlarmRefusal") return suppressAlarms;
      const until = new Date(serverNow().getTime() + minutes * 60_000);
      this.announced = { id: suppressAlarms.id, until };
      this.open = false;
      this.#key = newKey();
      return undefined;
    });
  };

  readonly #takeBack = async () => {
    const { announced } = this;
    if (!announced) return;
    await this.#doing.run(async () => {
      const input = { suppressionId: announced.id };
      const { resumeAlarms } = await this.desk.session.ask(TakeCauseBack, { input });
      if (resumeAlarms.__typename === "AlarmRefusal") return resumeAlarms;
      this.announced = undefined;
      return undefined;
    });
  };
}

customElements.define("fl-announce-defrost", AnnounceDefrost);
