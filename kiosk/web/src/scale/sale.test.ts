import { beforeEach, expect, it } from "vitest";
import type { Answer } from "./agent.ts";
import type { Goods, LoadState, Weight } from "./messages.ts";
import { type Printing, Sale } from "./sale.ts";

const PRICE = { minorUnits: 990, currencyCode: "CNY", exponent: 2 };
const REFUSED = { type: "refused", id: "", message: "", hint: "" } as const;

/** Answers as it is told to, and keeps what it was asked. */
class Agent implements Printing {
  goods: Goods | undefined;
  weight: Weight | undefined;
  answers: Answer[] = [];
  readonly asked: (string | number)[] = [];

  async print(requestId: string): Promise<Answer> {
    this.asked.push(requestId);
    return this.answers.shift()!;
  }

  async reprint(number: number): Promise<Answer> {
    this.asked.push(number);
    return this.answers.shift()!;
  }

  lies(code: string | undefined, state: LoadState, finished = false): void {
    this.goods = code
      ? {
          code,
          gtin: null,
          lot: null,
          name: code,
          unitPrice: PRICE,
          listPrice: PRICE,
          offers: [],
          offersIn: [],
          askedAt: "",
          cached: false,
        }
      : undefined;
    this.weight = {
      type: "weight",
      grams: 500,
      netGrams: 500,
      tareGrams: 0,
      stable: true,
      state,
      finished,
      total: 495,
      at: "",
    };
    sale.seen();
  }
}

let agent: Agent;
let sale: Sale;

beforeEach(() => {
  agent = new Agent();
  sale = new Sale(agent, () => {});
  agent.lies("4011", "ready");
});

it("asks with the same id until it is answered, and with another for the next weighing", async () => {
  agent.answers = [
    { type: "away" },
    { type: "printed", id: "", number: 1, packedAt: "", again: false },
  ];
  await sale.print();
  expect(sale.outcome).toEqual({ kind: "away" });
  await sale.print();
  expect(sale.outcome).toEqual({ kind: "printed", number: 1 });
  expect(agent.asked[1]).toBe(agent.asked[0]);
  agent.lies(undefined, "empty");
  agent.lies("4011", "ready");
  agent.answers = [{ type: "away" }];
  await sale.print();
  expect(agent.asked[2]).not.toBe(agent.asked[0]);
});

it("never sells other goods under the id of a sale that may have been made", async () => {
  agent.answers = [{ type: "away" }, { type: "away" }];
  await sale.print();
  agent.lies("4225", "ready");
  await sale.print();
  expect(agent.asked[1]).not.toBe(agent.asked[0]);
});

it("tells of a label until the next goods are chosen", async () => {
  agent.answers = [{ type: "printed", id: "", number: 1, packedAt: "", again: false }];
  await sale.print();
  agent.lies("4011", "ready", true);
  agent.lies(undefined, "empty");
  expect(sale.outcome).toEqual({ kind: "printed", number: 1 });
  agent.lies("4225", "empty");
  expect(sale.outcome).toBeUndefined();
});

it("drops a refusal as soon as things are otherwise", async () => {
  agent.lies("4011", "moving");
  agent.answers = [{ ...REFUSED, code: "not-moving", number: null }];
  await sale.print();
  expect(sale.outcome?.kind).toBe("refused");
  agent.lies("4011", "ready");
  expect(sale.outcome).toBeUndefined();
});

it("keeps a sale whose label did not come out until that very label does", async () => {
  agent.answers = [
    { ...REFUSED, code: "printer-away", number: 7 },
    { type: "printed", id: "", number: 6, packedAt: "", again: true },
    { type: "printed", id: "", number: 7, packedAt: "", again: false },
  ];
  await sale.print();
  agent.lies(undefined, "empty");
  expect(sale.kept?.number).toBe(7);
  await sale.again(6);
  expect(sale.kept?.number).toBe(7);
  await sale.again(7);
  expect(sale.kept).toBeUndefined();
});
