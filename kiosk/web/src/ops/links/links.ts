import "./links.css";
import { html, nothing } from "lit";
import { Asked } from "../asked.ts";
import { trouble } from "../trouble.ts";
import { OpsView } from "../view.ts";
import "./editor.ts";
import { pathOf } from "./item.ts";
import { ItemLinks, type ItemLinksQuery } from "./links.graphql.ts";
import { LINK_WORDS } from "./words.ts";

export type LinkedItem = Extract<
  ItemLinksQuery["links"],
  { __typename: "LinkedItems" }
>["items"][number];

/** What the resolver redirects to: for an item that is typed or scanned, and for what is above it. */
export class Links extends OpsView {
  static override properties = {
    item: { state: true },
    editing: { state: true },
    saved: { state: true },
  };

  /** As typed; empty before the first. */
  declare item: string;
  declare editing: LinkedItem | undefined;
  declare saved: boolean;
  readonly #links = new Asked(
    this,
    async (signal) =>
      this.item ? this.desk.session.ask(ItemLinks, { item: this.item }, signal) : null,
    { key: () => this.item },
  );

  constructor() {
    super();
    this.item = "";
    this.editing = undefined;
    this.saved = false;
  }

  protected override render() {
    const words = LINK_WORDS[this.language];
    const found = this.#links.value?.links;
    return html`<h1>${words.title}</h1>
      <p class="small">${words.about}</p>
      <form class="card with-button" @submit=${this.#show}>
        <label class="field">${words.item}<input name="item" required autocomplete="off" spellcheck="false" /></label>
        <button class="button main">${words.show}</button>
      </form>
      ${this.item ? trouble(this, this.#links) : nothing}
      ${this.saved ? html`<p class="notice" role="status">${words.saved}</p>` : nothing}
      ${
        this.editing
          ? html`<fl-link-editor .desk=${this.desk} .language=${this.language} .store=${this.store} .item=${this.editing} @done=${this.#done}></fl-link-editor>`
          : found?.__typename === "LinkedItems"
            ? this.#items(found.items)
            : found && html`<p class="notice warn" role="alert">${found.message}</p>`
      }`;
  }

  #items(items: readonly LinkedItem[]) {
    const words = LINK_WORDS[this.language];
    const path = pathOf(this.item);
    const own = items.some((item) => item.path === path);
    const edit = (item: LinkedItem) => () => {
      this.editing = item;
      this.saved = false;
    };
    return html`
      ${items.map(
        (item) => html`<article class="card">
          <h2 class="card-title"><code>${item.path}</code> <span class="small">${item.description}</span></h2>
          <ul class="lines">${item.links.map(
            (link) => html`<li class="link-row">
              <span><strong>${link.title}</strong> <span class="small">${link.linkType}${link.isDefault ? html` · ${words.isDefault}` : nothing}${link.hreflang.length ? html` · ${link.hreflang.join(", ")}` : nothing}</span></span>
              <span class="small">${link.href}</span>
            </li>`,
          )}</ul>
          <p><button class="button" @click=${edit(item)}>${words.change}</button></p>
        </article>`,
      )}
      ${items.length ? nothing : html`<p class="notice">${words.none}</p>`}
      ${own ? nothing : html`<p><button class="button" @click=${edit({ path, description: null, links: [] })}>${words.add(path)}</button></p>`}
    `;
  }

  readonly #show = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    this.item = String(given.get("item")).trim();
    this.editing = undefined;
    this.saved = false;
  };

  readonly #done = (event: CustomEvent<boolean>) => {
    this.editing = undefined;
    this.saved = event.detail;
    void this.#links.again();
  };
}

customElements.define("fl-links", Links);
