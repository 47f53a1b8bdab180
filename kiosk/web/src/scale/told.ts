import { serverNow } from "../api/clock.ts";
import { Shown } from "../shared/shown.ts";
import type { Session } from "../shared/standing.ts";
import type { Goods } from "./messages.ts";
import { ScaleGoods, type ScaleGoodsSubscription } from "./scale.graphql.ts";

export type Scan = Extract<ScaleGoodsSubscription["scanUpdates"]["result"], { __typename: "Scan" }>;

/** As the agent takes it: no bar code of goods is that short. */
const PLU = /^\d{1,5}$/;

/** What is told of the goods on the scale, kept true while they lie there. */
export class Told {
  scan: Scan | undefined;
  /** Why nothing can be told of them, in words. */
  refusal: string | undefined;
  /** When that was last known to be so, where nobody can tell whether it still is. */
  asOf: Date | undefined;
  #about = "";
  #code: string | undefined;
  #stop = () => {};
  readonly #session: Session;
  readonly #shown: Shown;

  constructor(session: Session) {
    this.#session = session;
    this.#shown = new Shown(session.voice);
    session.live.addEventListener("link", () => this.#linked());
  }

  /** Of these goods from now on; undefined: of nothing. */
  of(goods: Goods | undefined): void {
    const context = this.#session.context();
    const code = goods && codeWithLot(goods);
    const about = code ? JSON.stringify([code, context]) : "";
    if (about === this.#about) return;
    this.#about = about;
    this.#stop();
    if (code !== this.#code) this.scan = this.refusal = this.asOf = undefined;
    this.#code = code;
    if (!code) {
      this.#shown.forget();
      return;
    }
    const symbology = PLU.test(code) ? ("PLU" as const) : null;
    const variables = { code, symbology, context };
    this.#stop = this.#session.live.watch(ScaleGoods, variables, ({ scanUpdates: { result } }) => {
      this.scan = result.__typename === "Scan" ? result : undefined;
      this.refusal = result.__typename === "Scan" ? undefined : result.message;
      this.asOf = undefined;
      if (this.scan?.offers && !this.scan.recall)
        this.#shown.tell(code, this.scan.offers, this.scan.exposureTokens);
      this.#session.changed();
    });
  }

  #linked(): void {
    const { link } = this.#session.live;
    if (link === "away") this.asOf ??= this.scan && serverNow();
    else if (link === "live") this.asOf = undefined; // changes since the cut come by themselves
    this.#session.changed();
  }
}

/** What was picked, with its lot where only the agent was told that. */
function codeWithLot({ code, gtin, lot }: Goods): string {
  return gtin && lot && !code.includes(lot) ? `(01)${gtin}(10)${lot}` : code;
}
