import { html, nothing } from "lit";
import type { Voice } from "../../api/graphql.ts";
import { duration, inMinutes } from "../duration.ts";
import { StoryElement } from "./element.ts";
import type { RecipeCardFragment } from "./story.graphql.ts";
import "./recipes.css";

/**
 * What to cook, each with its reason; a recipe goes to the shopper's phone by a QR code of its
 * page, for which `voice` asks.
 */
export class Recipes extends StoryElement {
  static override properties = {
    ...StoryElement.properties,
    recipes: { attribute: false },
    voice: { attribute: false },
    _sent: { state: true },
  };
  declare recipes: readonly RecipeCardFragment[] | null | undefined;
  declare voice: Voice | undefined;
  declare _sent: RecipeCardFragment | undefined;

  override render() {
    return html`
      <ul class="recipes">${this.recipes?.map((recipe) => this.#card(recipe))}</ul>
      <dialog class="to-phone" aria-labelledby="to-phone" @close=${this.#closed}>
        ${this._sent ? this.#toPhone(this._sent) : nothing}
      </dialog>
    `;
  }

  #card(recipe: RecipeCardFragment) {
    const { words } = this;
    const minutes = recipe.totalTime === null ? 0 : inMinutes(duration(recipe.totalTime));
    return html`<li class="recipe">
      <h3>${recipe.title}</h3>
      <p class="reason">${recipe.reason}</p>
      ${minutes > 0 ? html`<p class="small">${words.minutes(minutes)}</p>` : nothing}
      <h4>${words.ingredients}</h4>
      <ul class="ingredients">${recipe.ingredients.map((line, place) => this.#ingredient(line, recipe.atHand.includes(place)))}</ul>
      ${
        this.voice
          ? html`<button class="button" type="button" @click=${() => this.#send(recipe)}>${words.toMyPhone}</button>`
          : nothing
      }
    </li>`;
  }

  #ingredient(line: string, atHand: boolean) {
    if (!atHand) return html`<li>${line}</li>`;
    return html`<li class="at-hand">${line} <span class="hidden-visually">(${this.words.atHand})</span></li>`;
  }

  #toPhone(recipe: RecipeCardFragment) {
    const { words, formats } = this;
    const path = `/recipes/${encodeURIComponent(recipe.id)}?lang=${formats.language}`;
    return html`
      <h2 id="to-phone">${recipe.title}</h2>
      <fl-qr .path=${path} .voice=${this.voice} .label=${words.scanWithPhone}></fl-qr>
      <p>${words.scanWithPhone}</p>
      <form method="dialog"><button class="button main">${words.close}</button></form>
    `;
  }

  async #send(recipe: RecipeCardFragment): Promise<void> {
    this._sent = recipe;
    await this.updateComplete;
    this.querySelector("dialog")?.showModal();
  }

  #closed(): void {
    this._sent = undefined;
  }
}

customElements.define("fl-recipes", Recipes);

declare global {
  interface HTMLElementTagNameMap {
    "fl-recipes": Recipes;
  }
}
