import { html, nothing } from "lit";
import { ScreenElement } from "../../shared/element.ts";
import "./picker.css";
import type { Choice } from "./names.ts";

/** Milliseconds between a letter and the search for it. */
const PAUSE = 150;
const SHOWN = 30;

/**
 * A field for names: what was chosen as tags that can be taken away, and a box that finds more as
 * one types (ARIA's editable combobox with a list). A `choose` event's detail is the new ids.
 * `free` takes what is typed where nothing is found.
 */
export class Picker extends ScreenElement {
  static override properties = {
    values: { attribute: false },
    find: { attribute: false },
    name: { attribute: false },
    label: {},
    words: { attribute: false },
    single: { type: Boolean },
    free: { type: Boolean },
    invalid: { type: Boolean },
    told: {},
    found: { state: true },
    at: { state: true },
  };

  declare values: readonly string[];
  declare find: (text: string) => Promise<readonly Choice[]>;
  declare name: (id: string) => string;
  declare label: string;
  declare words: { readonly remove: (name: string) => string; readonly nothing: string };
  declare single: boolean;
  declare free: boolean;
  declare invalid: boolean;
  /** The id of the text that says what is wrong. */
  declare told: string;
  declare found: readonly Choice[] | undefined;
  /** The choice that Enter would take. */
  declare at: number;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  readonly #id = `pick-${Math.random().toString(36).slice(2)}`;

  constructor() {
    super();
    this.values = [];
    this.single = false;
    this.free = false;
    this.invalid = false;
    this.told = "";
    this.found = undefined;
    this.at = -1;
  }

  protected override render() {
    const open = this.found !== undefined;
    const list = `${this.#id}-list`;
    return html`
      <div class="picker">
        ${this.values.map(
          (id) => html`<span class="tag">${this.name(id)}
            <button type="button" aria-label=${this.words.remove(this.name(id))} @click=${() => this.#remove(id)}>×</button>
          </span>`,
        )}
        <input
          role="combobox"
          aria-label=${this.label}
          aria-expanded=${open}
          aria-controls=${list}
          aria-autocomplete="list"
          aria-activedescendant=${open && this.at >= 0 ? `${this.#id}-${this.at}` : nothing}
          aria-invalid=${this.invalid || nothing}
          aria-describedby=${this.told || nothing}
          autocomplete="off"
          spellcheck="false"
          @click=${this.#search}
          @input=${this.#type}
          @keydown=${this.#key}
          @blur=${this.#close}
        />
        <ul id=${list} role="listbox" aria-label=${this.label} ?hidden=${!open}>
          ${
            this.found?.length === 0
              ? html`<li class="small" role="option" aria-selected="false" aria-disabled="true">${this.words.nothing}</li>`
              : this.found?.map(
                  ({ id, name, note }, index) => html`<li
                    id=${`${this.#id}-${index}`}
                    role="option"
                    aria-selected=${index === this.at}
                    @pointerdown=${(event: Event) => {
                      event.preventDefault();
                      this.#take(id);
                    }}
                  >${name} ${note ? html`<span class="small">${note}</span>` : nothing}</li>`,
                )
          }
        </ul>
      </div>
    `;
  }

  get #box(): HTMLInputElement {
    return this.querySelector("input")!;
  }

  readonly #type = () => {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(this.#search, PAUSE);
    this.found = undefined; // what was found before does not fit any more
  };

  readonly #search = async () => {
    const asked = ++this.#asked;
    let found: readonly Choice[] = [];
    try {
      found = await this.find(this.#box.value);
    } catch {
      // The network is away: nothing to choose from; what is typed stays.
    }
    if (asked !== this.#asked || document.activeElement !== this.#box) return;
    this.found = found.filter(({ id }) => !this.values.includes(id)).slice(0, SHOWN);
    this.at = this.#box.value && this.found.length ? 0 : -1;
  };

  readonly #key = (event: KeyboardEvent) => {
    const last = (this.found?.length ?? 0) - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.found) void this.#search();
      else if (event.key === "ArrowDown") this.at = this.at >= last ? 0 : this.at + 1;
      else this.at = this.at <= 0 ? last : this.at - 1;
    } else if (event.key === "Enter") {
      event.preventDefault();
      void this.#enter();
    } else if (event.key === "Escape" && this.found) {
      event.stopPropagation();
      this.#close();
    } else if (event.key === "Backspace" && !this.#box.value) {
      const last = this.values.at(-1);
      if (last !== undefined) this.#remove(last);
    }
  };

  /** Take what the choice is at; who was faster than the search waits for it. */
  async #enter(): Promise<void> {
    if (!this.found && this.#box.value) await this.#search();
    const chosen = this.found?.[this.at]?.id ?? (this.free ? this.#box.value.trim() : "");
    if (chosen) this.#take(chosen);
  }

  readonly #close = () => {
    this.#asked++;
    clearTimeout(this.#typing);
    if (this.free && this.#box.value.trim()) this.#take(this.#box.value.trim());
    this.found = undefined;
  };

  #take(id: string): void {
    this.#box.value = "";
    this.found = undefined;
    this.#tell(this.single ? [id] : [...new Set([...this.values, id])]);
  }

  #remove(id: string): void {
    this.#tell(this.values.filter((each) => each !== id));
    this.#box.focus();
  }

  #tell(detail: readonly string[]): void {
    this.dispatchEvent(new CustomEvent("choose", { detail }));
  }
}

customElements.define("fl-picker", Picker);
