import { LitElement } from "lit";

/**
 * A custom element that renders into the page itself, so that one stylesheet and one focus order
 * hold for the whole screen. Reactive fields are declared in `static properties`, typed by
 * `declare x`, and set in the constructor: the only form that works under every compiler setting.
 */
export class ScreenElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren(); // what the page showed before its script ran
    return this;
  }
}
