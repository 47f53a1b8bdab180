import type { DeviceProblem } from "../api/schema.ts";
import type { ScaleAgent } from "./agent.ts";
import type { LinkState } from "./messages.ts";
import type { Kept } from "./sale.ts";

const OF_LINK: Record<LinkState, DeviceProblem | undefined> = {
  connected: undefined,
  silent: "SCALE_SILENT",
  unplugged: "SCALE_SILENT",
  babbling: "SCALE_UNREADABLE",
  "wrong-protocol": "SCALE_UNREADABLE",
};

/** What operations should know of this counter. */
export function problems(
  agent: Pick<ScaleAgent, "present" | "link" | "hello">,
  kept: Kept | undefined,
  offlineLately: boolean,
): DeviceProblem[] {
  const found = [
    agent.present ? undefined : "AGENT_AWAY",
    agent.link && OF_LINK[agent.link.state],
    kept || agent.hello?.printer === false ? "PRINTER_AWAY" : undefined,
    offlineLately ? "OFFLINE_LATELY" : undefined,
  ] as const;
  return found.filter((each) => each !== undefined);
}
