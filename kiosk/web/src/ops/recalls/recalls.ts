import "./recalls.css";
import { html, nothing } from "lit";
import { Asked } from "../asked.ts";
import { COMMON_WORDS } from "../common.words.ts";
import { Doing } from "../doing.ts";
import { trouble } from "../trouble.ts";
import { OpsView } from "../view.ts";
import "./announce.ts";
import "./downstream.ts";
import {
  type RecallShownFragment,
  Recalls as RecallsOf,
  WithdrawRecall,
} from "./recalls.graphql.ts";
import { thingOf } from "./thing.ts";
import { RECALL_WORDS } from "./words.ts";

const EVERY = 10_000;

/** Recalls: those in force, what each reaches, and how to announce and withdraw one. */
export class Recalls extends OpsView {
  static override properties = {
    all: { state: true },
    withdrawing: { state: true },
    why: { state: true },
  };

  /** Those that were withdrawn too. */
  declare all: boolean;
  declare withdrawing: RecallShownFragment | undefined;
  declare why: string;
  readonly #recalls = new Asked(
    this,
    (signal) => this.desk.session.ask(RecallsOf, { inForce: !this.all }, signal),
    { key: () => `${this.all}`, every: EVERY },
  );
  readonly #doing = new Doing(this, () => this.language);

  constructor() {
    super();
    this.all = false;
    this.withdrawing = undefined;
    this.why = "";
  }

  protected override updated(): void {
    const dialog = this.querySelector<HTMLDialogElement>("dialog.withdraw");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    const words = RECALL_WORDS[this.language];
    const [step, gtin, lot] = this.rest;
    const back = html`<p><a class="back" href="#/recalls">← ${words.back}</a></p>`;
    if (step === "new") {
      return html`${back}<h1>${words.announceNew}</h1>
        <fl-announce .desk=${this.desk} .language=${this.language} .store=${this.store} @announced=${this.#announced}></fl-announce>`;
    }
    if (step === "trace" && gtin) {
      return html`${back}<h1>${words.downstream}</h1>
        <fl-downstream .desk=${this.desk} .language=${this.language} .store=${this.store} .thing=${{ gtin, lot }}></fl-downstream>`;
    }
    return this.#list();
  }

  #list() {
    const words = RECALL_WORDS[this.language];
    const recalls = this.#recalls.value?.recalls.recalls;
    return html`<div class="head">
        <h1>${words.title}</h1>
        <a class="button danger" href="#/recalls/new">${words.announceNew}</a>
      </div>
      <div class="choice" role="group" aria-label=${words.title}>
        ${[false, true].map(
          (all) =>
            html`<button aria-pressed=${this.all === all} @click=${() => {
              this.all = all;
            }}>${all ? words.withdrawn : words.inForce}</button>`,
        )}
      </div>
      ${trouble(this, this.#recalls)}
      ${
        recalls?.length
          ? html`<ul class="cards">${recalls.map((recall) => html`<li>${this.#recall(recall)}</li>`)}</ul>`
          : recalls && html`<p class="notice">${this.all ? words.noneEver : words.none}</p>`
      }
      ${this.withdrawing ? this.#dialog(this.withdrawing) : nothing}`;
  }

  #recall(recall: RecallShownFragment) {
    const words = RECALL_WORDS[this.language];
    const { formats } = this;
    const names = new Map(recall.products.map(({ gtin, name }) => [gtin, name]));
    return html`<article class="card recall ${recall.withdrawnAt ? "over" : ""}">
      ${recall.things.map((key) => {
        const { gtin, lot } = thingOf(key);
        return html`<h2 class="card-title">${names.get(gtin) ?? gtin} <span class="small">${lot ? words.lot(lot) : words.everyLot}${recall.withMadeFrom ? html` ${words.madeFrom}` : nothing}</span></h2>`;
      })}
      <p>${recall.reason}</p>
      <p class="small">${
        recall.withdrawnAt
          ? words.over(
              formats.dateTime(recall.withdrawnAt),
              recall.withdrawnBy,
              recall.withdrawnBecause ?? "",
            )
          : words.since(formats.dateTime(recall.since), recall.announcedBy)
      }</p>
      <dl class="facts">
        <dt>${words.reached}</dt><dd>${words.lots(recall.lots)}</dd>
        <dt>${words.inStores}</dt><dd>${
          recall.stock.length
            ? html`<ul>${recall.stock.map(
                ({ storeName, lots }) =>
                  html`<li>${storeName ?? words.elsewhere}: ${words.lots(lots)}</li>`,
              )}</ul>`
            : words.nothingThere
        }</dd>
        <dt>${words.openCarts}</dt><dd>${formats.number(recall.openCarts)}</dd>
        <dt>${words.scans}</dt><dd>${words.times(recall.scans)}</dd>
      </dl>
      <p class="actions">
        ${recall.things.map((key) => {
          const { gtin, lot } = thingOf(key);
          const address = ["#/recalls/trace", gtin, ...(lot ? [lot] : [])]
            .map((part, at) => (at ? encodeURIComponent(part) : part))
            .join("/");
          return html`<a class="button" href=${address}>${words.whereNow}</a>`;
        })}
        ${
          recall.withdrawnAt
            ? nothing
            : html`<button class="button quiet" @click=${() => {
                this.withdrawing = recall;
              }}>${words.withdraw}</button>`
        }
      </p>
    </article>`;
  }

  #dialog(recall: RecallShownFragment) {
    const words = RECALL_WORDS[this.language];
    const close = () => {
      this.withdrawing = undefined;
    };
    return html`<dialog class="withdraw" aria-labelledby="withdraw-title" @close=${close}>
      <form class="stack" @submit=${(event: SubmitEvent) => this.#withdraw(event, recall)}>
        <h2 id="withdraw-title">${words.withdrawTitle}</h2>
        <p>${recall.reason}</p>
        <p>${words.withdrawEffect}</p>
        <label class="field">${words.why}
          <textarea rows="3" maxlength="1000" required .value=${this.why} @input=${(
            event: InputEvent,
          ) => {
            this.why = (event.target as HTMLTextAreaElement).value;
          }}></textarea>
        </label>
        ${this.#doing.notice}
        <p class="actions">
          <button class="button danger" ?disabled=${this.#doing.busy}>${words.withdrawNow}</button>
          <button type="button" class="button quiet" @click=${close}>${COMMON_WORDS[this.language].cancel}</button>
        </p>
      </form>
    </dialog>`;
  }

  async #withdraw(event: SubmitEvent, recall: RecallShownFragment): Promise<void> {
    event.preventDefault();
    const done = await this.#doing.run(async () => {
      const input = { recallId: recall.id, reason: this.why };
      const { withdrawRecall } = await this.desk.session.ask(WithdrawRecall, { input });
      return withdrawRecall.__typename === "RecallRefusal" ? withdrawRecall : undefined;
    });
    if (!done) return;
    this.why = "";
    this.withdrawing = undefined;
    await this.#recalls.again();
  }

  readonly #announced = () => {
    this.all = false;
    location.hash = "#/recalls";
    void this.#recalls.again();
  };
}

customElements.define("fl-recalls", Recalls);
