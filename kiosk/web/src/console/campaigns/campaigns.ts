import { html, nothing, type PropertyDeclarations, type PropertyValues } from "lit";
import type { OfferBudgetKind } from "../../api/schema.ts";
import { DeskView } from "../../shared/view.ts";
import { newId } from "../offers/ids.ts";
import type { NumberChosen } from "../offers/number.ts";
import "../offers/number.ts";
import { CampaignList, type CampaignListQuery, SaveCampaign } from "./campaigns.graphql.ts";
import "./campaigns.css";
import { CAMPAIGN_WORDS } from "./campaigns.words.ts";

type Campaign = CampaignListQuery["campaigns"][number];

const KINDS = ["SPEND", "USAGE", "PER_CUSTOMER"] as const;
/** A campaign has no currency of its own: its money is told with two places. */
const PLACES = 2;

interface Edited {
  readonly id: string;
  readonly name: string;
  readonly limits: Readonly<Partial<Record<OfferBudgetKind, number>>>;
}

/** Campaigns: what they are called, and the budgets that bound their offers together. */
export class Campaigns extends DeskView {
  static override properties: PropertyDeclarations = {
    campaigns: { state: true },
    state: { state: true },
    edited: { state: true },
    refused: { state: true },
  };

  declare campaigns: readonly Campaign[];
  declare state: "loading" | "here" | "away";
  declare edited: Edited | undefined;
  declare refused: string;
  /** Kept for whoever saves again after a lost answer. */
  #newId: string | undefined;

  constructor() {
    super();
    this.campaigns = [];
    this.state = "loading";
    this.edited = undefined;
    this.refused = "";
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("desk")) void this.#load();
  }

  protected override updated(): void {
    const dialog = this.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
  }

  protected override render() {
    const words = CAMPAIGN_WORDS[this.language];
    return html`
      <header class="view-head">
        <h1>${words.title}</h1>
        <button class="button main" @click=${() => this.#edit()}>+ ${words.newCampaign}</button>
      </header>
      <p class="small">${words.hint}</p>
      ${this.#list()}
      ${this.edited ? this.#form(this.edited) : nothing}
    `;
  }

  #list() {
    const words = CAMPAIGN_WORDS[this.language];
    if (this.state === "loading") return html`<p class="small">${words.loading}</p>`;
    if (this.state === "away") {
      return html`<p class="notice warn" role="alert">${words.offline}
        <button class="button" @click=${this.#load}>${words.again}</button></p>`;
    }
    if (!this.campaigns.length) return html`<p class="small">${words.none}</p>`;
    return html`<ul class="campaigns">
      ${this.campaigns.map(
        (campaign) => html`<li class="card">
          <h2>${campaign.name}</h2>
          <p class="small">${words.by(campaign.owner, campaign.createdAt ? this.formats.time(campaign.createdAt, { dateStyle: "medium" }) : "")}</p>
          ${
            campaign.budgets.length
              ? campaign.budgets.map(
                  ({ kind, limit }) =>
                    html`<p>${words.budgets[kind]}: <strong>${this.#said(kind, limit)}</strong></p>`,
                )
              : html`<p>${words.noBudget}</p>`
          }
          <button class="button quiet" aria-label=${words.edit(campaign.name)} @click=${() => this.#edit(campaign)}>${words.change}</button>
        </li>`,
      )}
    </ul>`;
  }

  #said(kind: OfferBudgetKind, limit: number): string {
    return kind === "SPEND"
      ? this.formats.number(limit / 10 ** PLACES, PLACES)
      : this.formats.number(limit);
  }

  #form(edited: Edited) {
    const words = CAMPAIGN_WORDS[this.language];
    return html`<dialog aria-labelledby="campaign-title" @close=${() => {
      this.edited = undefined;
    }}>
      <form class="question" @submit=${this.#save}>
        <h2 id="campaign-title">${edited.id ? words.edit(edited.name) : words.newCampaign}</h2>
        <label class="field">${words.name}
          <input name="name" required maxlength="200" autofocus .value=${edited.name} @input=${(
            event: Event,
          ) => {
            this.edited = { ...this.edited!, name: (event.target as HTMLInputElement).value };
          }} /></label>
        ${KINDS.map(
          (kind) => html`<div class="field">
            <label for=${`budget-${kind}`}>${words.budgets[kind]}</label>
            <fl-number .box=${`budget-${kind}`} .value=${edited.limits[kind]} .digits=${kind === "SPEND" ? PLACES : 0}
              .fixed=${kind === "SPEND"} .notNumber=${words.notNumber}
              @choose=${({ detail }: CustomEvent<NumberChosen>) => this.#limit(kind, detail.number)}></fl-number>
            <span class="small">${kind === "SPEND" ? words.money : words.noLimit}</span>
          </div>`,
        )}
        ${this.refused ? html`<p class="notice warn" role="alert">${this.refused}</p>` : nothing}
        <div class="actions">
          <button class="button main">${words.save}</button>
          <button type="button" class="button quiet" @click=${() => {
            this.edited = undefined;
          }}>${words.cancel}</button>
        </div>
      </form>
    </dialog>`;
  }

  #edit(campaign?: Campaign): void {
    this.refused = "";
    this.#newId = undefined;
    this.edited = {
      id: campaign?.id ?? "",
      name: campaign?.name ?? "",
      limits: Object.fromEntries(
        campaign?.budgets.map(({ kind, limit }) => [kind, limit]) ?? [],
      ) as Edited["limits"],
    };
  }

  #limit(kind: OfferBudgetKind, limit: number | undefined): void {
    const { [kind]: _, ...others } = this.edited!.limits;
    const limits = limit === undefined ? others : { ...others, [kind]: limit };
    this.edited = { ...this.edited!, limits };
  }

  readonly #save = async (event: Event) => {
    event.preventDefault();
    const edited = this.edited!;
    this.#newId ??= newId(edited.name, "campaign");
    const id = edited.id || this.#newId;
    const budgets = KINDS.flatMap((kind) => {
      const limit = edited.limits[kind];
      return limit === undefined ? [] : [{ kind, limit }];
    });
    const input = { id, name: edited.name, budgets };
    try {
      const { saveCampaign } = await this.desk.session.ask(SaveCampaign, { input });
      if (saveCampaign.__typename === "CampaignRefusal") {
        this.refused = saveCampaign.message;
        return;
      }
    } catch {
      this.refused = CAMPAIGN_WORDS[this.language].offline;
      return;
    }
    this.edited = undefined;
    await this.#load();
  };

  readonly #load = async () => {
    try {
      this.campaigns = (await this.desk.session.ask(CampaignList, {})).campaigns;
      this.state = "here";
    } catch {
      this.state = "away";
    }
  };
}

customElements.define("fl-campaigns", Campaigns);
