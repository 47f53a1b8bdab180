import { DeskView } from "../shared/view.ts";
import type { Ops } from "./ops.ts";

/** The base of the board's views: drawn anew with all news of the board. */
export class OpsView extends DeskView {
  declare desk: Ops;
  #desk: Ops | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#desk?.removeEventListener("board", this.#news);
    this.#desk = undefined;
  }

  protected override willUpdate(): void {
    if (this.#desk === this.desk) return;
    this.#desk = this.desk;
    this.desk.addEventListener("board", this.#news);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.classList.add("view");
    this.requestUpdate();
  }

  readonly #news = () => this.requestUpdate();
}
