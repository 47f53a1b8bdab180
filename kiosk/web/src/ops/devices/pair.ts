import { html, nothing } from "lit";
import type { DeviceKind } from "../../api/schema.ts";
import "../../shared/qr.ts";
import { Asked } from "../asked.ts";
import { COMMON_WORDS } from "../common.words.ts";
import { Doing } from "../doing.ts";
import { OpsView } from "../view.ts";
import { PairDevice, type PairDeviceMutation, StoreZones } from "./devices.graphql.ts";
import { DEVICE_WORDS } from "./words.ts";

type Paired = Extract<PairDeviceMutation["pairDevice"], { __typename: "DevicePaired" }>;

const KINDS: readonly DeviceKind[] = ["KIOSK", "SCALE"];

/** The dialog that pairs a device, and shows its key once. A `close` event ends it. */
export class Pair extends OpsView {
  static override properties = { paired: { state: true }, copied: { state: true } };

  declare paired: Paired | undefined;
  declare copied: boolean;
  readonly #zones = new Asked(this, (signal) =>
    this.desk.session.ask(StoreZones, { storeId: this.store.id }, signal),
  );
  readonly #doing = new Doing(this, () => this.language);

  constructor() {
    super();
    this.paired = undefined;
    this.copied = false;
  }

  protected override firstUpdated(): void {
    this.querySelector("dialog")?.showModal();
  }

  protected override render() {
    return html`<dialog aria-labelledby="pair-title" @close=${this.#close}>${this.paired ? this.#key(this.paired) : this.#form()}</dialog>`;
  }

  #form() {
    const words = DEVICE_WORDS[this.language];
    return html`<form class="stack" @submit=${this.#pair}>
      <h2 id="pair-title">${words.pairTitle}</h2>
      <label class="field">${words.kind}
        <select name="kind">${KINDS.map((kind) => html`<option value=${kind}>${words.kinds[kind]}</option>`)}</select>
      </label>
      <label class="field">${words.name}
        <input name="name" required maxlength="60" autocomplete="off" />
        <span class="small">${words.nameHint}</span>
      </label>
      <label class="field">${words.zone}
        <select name="zone">
          <option value="">${words.anywhere}</option>
          ${this.#zones.value?.floorPlan?.zones.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
        </select>
      </label>
      ${this.#doing.notice}
      <p class="actions">
        <button class="button main" ?disabled=${this.#doing.busy}>${words.pair}</button>
        <button type="button" class="button quiet" @click=${this.#close}>${COMMON_WORDS[this.language].cancel}</button>
      </p>
    </form>`;
  }

  #key({ address, qr, device }: Paired) {
    const words = DEVICE_WORDS[this.language];
    return html`<div class="stack">
      <h2 id="pair-title">${words.opened(device.name)}</h2>
      <p>${words.once}</p>
      <fl-qr class="pair-qr" .symbol=${qr} .label=${words.address}></fl-qr>
      <label class="field">${words.address}<input readonly .value=${address} @focus=${(
        event: Event,
      ) => (event.target as HTMLInputElement).select()} /></label>
      <p class="actions">
        <button class="button main" @click=${this.#close}>${words.done}</button>
        ${
          // only pages with HTTPS may write to the clipboard
          navigator.clipboard
            ? html`<button class="button" @click=${() => this.#copy(address)}>${this.copied ? words.copied : words.copy}</button>`
            : nothing
        }
      </p>
    </div>`;
  }

  readonly #close = () => this.dispatchEvent(new Event("close"));

  async #copy(address: string): Promise<void> {
    await navigator.clipboard.writeText(address).then(
      () => {
        this.copied = true;
      },
      () => {}, // not allowed: the address can be selected
    );
  }

  readonly #pair = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    await this.#doing.run(async () => {
      const zone = String(given.get("zone"));
      const input = {
        kind: given.get("kind") as DeviceKind,
        name: String(given.get("name")),
        storeId: this.store.id,
        ...(zone ? { zoneId: zone } : {}),
      };
      const { pairDevice } = await this.desk.session.ask(PairDevice, { input });
      if (pairDevice.__typename === "DeviceRefusal") return pairDevice;
      this.paired = pairDevice;
      return undefined;
    });
  };
}

customElements.define("fl-pair", Pair);
