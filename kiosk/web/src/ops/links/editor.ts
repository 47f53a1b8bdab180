import { html, nothing, type PropertyValues } from "lit";
import { COMMON_WORDS } from "../common.words.ts";
import { Doing } from "../doing.ts";
import { OpsView } from "../view.ts";
import { type LinkShownFragment, RemoveItemLinks, SetItemLinks } from "./links.graphql.ts";
import type { LinkedItem } from "./links.ts";
import { LINK_WORDS } from "./words.ts";

/** GS1's kinds that a shop usually sets; any other can be typed. */
const USUAL = [
  "gs1:pip",
  "gs1:recipeInfo",
  "gs1:traceability",
  "gs1:certificationInfo",
  "gs1:allergenInfo",
  "gs1:nutritionalInfo",
  "gs1:instructions",
  "gs1:recallStatus",
  "gs1:promotion",
  "gs1:epcis",
];

const BLANK: LinkShownFragment = {
  linkType: "gs1:pip",
  href: "https://",
  title: "",
  hreflang: [],
  type: null,
  context: [],
  forwardsQuery: true,
  public: true,
  isDefault: false,
};

/** The links of one item, to change as a whole. A `done` event (detail: whether they were saved). */
export class LinkEditor extends OpsView {
  static override properties = {
    item: { attribute: false },
    links: { state: true },
    removing: { state: true },
    at: { state: true },
  };

  declare item: LinkedItem;
  declare links: readonly LinkShownFragment[];
  declare removing: boolean;
  /** The link that the server's refusal is about. */
  declare at: number | undefined;
  readonly #doing = new Doing(this, () => this.language);

  constructor() {
    super();
    this.links = [];
    this.removing = false;
    this.at = undefined;
  }

  protected override willUpdate(changed?: PropertyValues): void {
    super.willUpdate();
    if (changed?.has("item")) this.links = this.item.links.length ? this.item.links : [BLANK];
  }

  protected override updated(): void {
    const dialog = this.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    const words = LINK_WORDS[this.language];
    return html`<form class="stack" @submit=${this.#save}>
      <h2>${words.editing(this.item.path)}</h2>
      <datalist id="link-types">${USUAL.map((type) => html`<option value=${type}></option>`)}</datalist>
      ${this.links.map((link, at) => this.#link(link, at))}
      ${this.at === undefined ? this.#doing.notice : nothing}
      <p class="actions">
        <button class="button main" ?disabled=${this.#doing.busy}>${words.save}</button>
        <button type="button" class="button" @click=${() => {
          this.links = [...this.links, BLANK];
        }}>${words.addLink}</button>
        <button type="button" class="button quiet" @click=${() => this.#done(false)}>${COMMON_WORDS[this.language].cancel}</button>
        ${
          this.item.links.length
            ? html`<button type="button" class="button danger" @click=${() => {
                this.removing = true;
              }}>${words.removeAll}</button>`
            : nothing
        }
      </p>
      ${this.removing ? this.#dialog() : nothing}
    </form>`;
  }

  #link(link: LinkShownFragment, at: number) {
    const words = LINK_WORDS[this.language];
    const change = (change: Partial<LinkShownFragment>) => {
      this.links = this.links.map((each, place) => (place === at ? { ...each, ...change } : each));
    };
    const typed = (event: Event) => (event.target as HTMLInputElement).value.trim();
    const checked = (event: Event) => (event.target as HTMLInputElement).checked;
    return html`<fieldset class="card link-form">
      <legend class="hidden-visually">${words.numbered(at + 1)}</legend>
      <label class="field">${words.type}<input required list="link-types" .value=${link.linkType} @change=${(event: Event) => change({ linkType: typed(event) })} /></label>
      <label class="field">${words.linkTitle}<input required maxlength="300" .value=${link.title} @change=${(event: Event) => change({ title: typed(event) })} /></label>
      <label class="field link-wide">${words.href}<input required type="url" .value=${link.href} @change=${(event: Event) => change({ href: typed(event) })} /></label>
      <label class="field">${words.languages}<input autocomplete="off" .value=${link.hreflang.join(", ")} @change=${(event: Event) => change({ hreflang: several(typed(event)) })} /></label>
      <label class="field">${words.media}<input placeholder="text/html" .value=${link.type ?? ""} @change=${(event: Event) => change({ type: typed(event) || null })} /></label>
      <label class="field">${words.context}<input autocomplete="off" .value=${link.context.join(", ")} @change=${(event: Event) => change({ context: several(typed(event)) })} /></label>
      <div class="checks">
        <label class="check"><input type="radio" name="default" .checked=${link.isDefault} @change=${() => this.#default(at)} /> ${words.default}</label>
        <label class="check"><input type="checkbox" .checked=${link.forwardsQuery} @change=${(event: Event) => change({ forwardsQuery: checked(event) })} /> ${words.forwards}</label>
        <label class="check"><input type="checkbox" .checked=${link.public} @change=${(event: Event) => change({ public: checked(event) })} /> ${words.public}</label>
      </div>
      ${this.at === at ? this.#doing.notice : nothing}
      ${
        this.links.length > 1
          ? html`<p><button type="button" class="button quiet" @click=${() => {
              this.links = this.links.filter((_, place) => place !== at);
            }}>${words.removeLink}</button></p>`
          : nothing
      }
    </fieldset>`;
  }

  #dialog() {
    const words = LINK_WORDS[this.language];
    const close = () => {
      this.removing = false;
    };
    return html`<dialog aria-labelledby="remove-title" @close=${close}><div class="stack">
      <h2 id="remove-title">${words.removeTitle(this.item.path)}</h2>
      <p>${words.removeEffect}</p>
      ${this.#doing.notice}
      <p class="actions">
        <button type="button" class="button danger" ?disabled=${this.#doing.busy} @click=${this.#remove}>${words.removeNow}</button>
        <button type="button" class="button quiet" autofocus @click=${close}>${COMMON_WORDS[this.language].cancel}</button>
      </p>
    </div></dialog>`;
  }

  #default(at: number): void {
    this.links = this.links.map((each, place) => ({ ...each, isDefault: place === at }));
  }

  #done(saved: boolean): void {
    this.dispatchEvent(new CustomEvent("done", { detail: saved }));
  }

  readonly #save = async (event: SubmitEvent) => {
    event.preventDefault();
    this.at = undefined;
    const done = await this.#doing.run(async () => {
      const input = {
        item: this.item.path,
        description: this.item.description,
        links: this.links.map(({ hreflang, context, ...link }) => ({
          ...link,
          hreflang: [...hreflang],
          context: [...context],
        })),
      };
      const { setLinks } = await this.desk.session.ask(SetItemLinks, { input });
      if (setLinks.__typename !== "LinkRefusal") return undefined;
      const place = /^\/links\/(\d+)/.exec(setLinks.pointer ?? "")?.[1];
      this.at = place === undefined ? undefined : Number(place);
      return setLinks;
    });
    if (done) this.#done(true);
  };

  readonly #remove = async () => {
    const done = await this.#doing.run(async () => {
      const input = { item: this.item.path };
      const { removeLinks } = await this.desk.session.ask(RemoveItemLinks, { input });
      return removeLinks.__typename === "LinkRefusal" ? removeLinks : undefined;
    });
    if (done) this.#done(true);
  };
}

function several(text: string): string[] {
  return text.split(/[\s,;、，]+/).filter(Boolean);
}

customElements.define("fl-link-editor", LinkEditor);
