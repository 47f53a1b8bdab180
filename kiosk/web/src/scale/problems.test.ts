import { expect, it } from "vitest";
import type { LinkState } from "./messages.ts";
import { problems } from "./problems.ts";

type Agent = Parameters<typeof problems>[0];

function agent(state: LinkState | undefined, printer = true): Agent {
  const link = state && { state };
  return { present: state !== undefined, link, hello: { printer } } as Agent;
}

it.each([
  [agent("connected"), []],
  [agent("silent"), ["SCALE_SILENT"]],
  [agent("unplugged"), ["SCALE_SILENT"]],
  [agent("babbling"), ["SCALE_UNREADABLE"]],
  [agent("wrong-protocol", false), ["SCALE_UNREADABLE", "PRINTER_AWAY"]],
  [agent(undefined), ["AGENT_AWAY"]],
])("tells operations what is wrong at the counter", (of, found) => {
  expect(problems(of, undefined, false)).toEqual(found);
});

it("tells of a label that did not come out, and of a network that was away", () => {
  const refused = { type: "refused", id: "", code: "", message: "", hint: "", number: 3 } as const;
  expect(problems(agent("connected"), { number: 3, refused }, true)).toEqual([
    "PRINTER_AWAY",
    "OFFLINE_LATELY",
  ]);
});
