import { DeskFrame } from "../shared/frame.ts";
import { VIEWS } from "./views.ts";
import { WORDS } from "./words.ts";

/** The marketers' desk. */
export class Console extends DeskFrame {
  protected override readonly views = VIEWS;
  protected override readonly roles = ["MARKETER", "ADMIN"] as const;

  protected override get words() {
    return WORDS[this.language];
  }
}

customElements.define("fl-console", Console);
