import "./devices.css";
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ago } from "../ages.ts";
import { Asked } from "../asked.ts";
import { COMMON_WORDS } from "../common.words.ts";
import { Doing } from "../doing.ts";
import { trouble } from "../trouble.ts";
import { OpsView } from "../view.ts";
import { type DeviceShownFragment, StoreDevices, UnpairDevice } from "./devices.graphql.ts";
import "./pair.ts";
import { DEVICE_WORDS } from "./words.ts";

const EVERY = 10_000;

/** The kiosks and scales of a store: which are heard, and what they find wrong with themselves. */
export class Devices extends OpsView {
  static override properties = { pairing: { state: true }, unpairing: { state: true } };

  declare pairing: boolean;
  declare unpairing: DeviceShownFragment | undefined;
  readonly #devices = new Asked(
    this,
    (signal) => this.desk.session.ask(StoreDevices, { storeId: this.store.id }, signal),
    { every: EVERY },
  );
  readonly #doing = new Doing(this, () => this.language);

  constructor() {
    super();
    this.pairing = false;
    this.unpairing = undefined;
  }

  protected override updated(): void {
    const dialog = this.querySelector<HTMLDialogElement>("dialog.unpair");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    const words = DEVICE_WORDS[this.language];
    const devices = this.#devices.value?.devices;
    return html`<div class="head">
        <h1>${words.title}</h1>
        <button class="button main" @click=${() => {
          this.pairing = true;
        }}>${words.pairNew}</button>
      </div>
      ${trouble(this, this.#devices)}
      ${
        devices?.length
          ? html`<ul class="cards">${repeat(
              devices,
              ({ id }) => id,
              (device) => html`<li>${this.#device(device)}</li>`,
            )}</ul>`
          : devices && html`<p class="notice">${words.none}</p>`
      }
      ${
        this.pairing
          ? html`<fl-pair .desk=${this.desk} .language=${this.language} .store=${this.store} @close=${this.#paired}></fl-pair>`
          : nothing
      }
      ${this.unpairing ? this.#dialog(this.unpairing) : nothing}`;
  }

  #device(device: DeviceShownFragment) {
    const words = DEVICE_WORDS[this.language];
    const { health } = device;
    const state = health ? (health.online ? "online" : "offline") : "never";
    const clock = health?.clockOffsetSeconds ?? 0;
    return html`<article class="card device ${state}">
      <h2 class="card-title">${device.name} <span class="small">${words.kinds[device.kind]} · ${device.zone?.name ?? words.anywhere}</span></h2>
      <p class="device-state"><strong>${words[state]}</strong>${health ? html` <span class="small">${words.heard(ago(this.language, health.heardAt))}</span>` : nothing}</p>
      ${
        health?.problems.length
          ? html`<ul class="device-problems">${health.problems.map(
              (each) =>
                html`<li>${words.problems[each]}${
                  each === "CLOCK_WRONG"
                    ? html` <span class="small">${words.clock(this.formats.number(clock))}</span>`
                    : nothing
                }</li>`,
            )}</ul>`
          : health && html`<p class="small">${words.fine}</p>`
      }
      <p class="small">${words.paired(this.formats.dateTime(device.pairedAt))}${health ? html` · ${words.version(health.version)}` : nothing}</p>
      <p class="actions"><button class="button quiet" @click=${() => {
        this.unpairing = device;
      }}>${words.unpair}</button></p>
    </article>`;
  }

  #dialog(device: DeviceShownFragment) {
    const words = DEVICE_WORDS[this.language];
    const close = () => {
      this.unpairing = undefined;
    };
    return html`<dialog class="unpair" aria-labelledby="unpair-title" @close=${close}>
      <div class="stack">
        <h2 id="unpair-title">${words.unpairTitle(device.name)}</h2>
        <p>${words.unpairEffect}</p>
        ${this.#doing.notice}
        <p class="actions">
          <button class="button danger" ?disabled=${this.#doing.busy} @click=${() => this.#unpair(device.id)}>${words.unpairNow}</button>
          <button class="button quiet" autofocus @click=${close}>${COMMON_WORDS[this.language].cancel}</button>
        </p>
      </div>
    </dialog>`;
  }

  async #unpair(deviceId: string): Promise<void> {
    const done = await this.#doing.run(async () => {
      const input = { deviceId };
      const { unpairDevice } = await this.desk.session.ask(UnpairDevice, { input });
      return unpairDevice.__typename === "DeviceRefusal" ? unpairDevice : undefined;
    });
    if (!done) return;
    this.unpairing = undefined;
    await this.#devices.again();
  }

  readonly #paired = () => {
    this.pairing = false;
    void this.#devices.again();
  };
}

customElements.define("fl-devices", Devices);
