import { AGENT_PORT } from "./agent.ts";

const KEPT_AS = "freshlens-agent";

/** The port in `#agent=8790` or `#agent=ws://127.0.0.1:8790`; undefined where none is named. */
export function portIn(hash: string): number | undefined {
  const named = /[#&]agent=(?:ws:\/\/127\.0\.0\.1:)?(\d{1,5})\b/.exec(
    decodeURIComponent(hash),
  )?.[1];
  const port = Number(named);
  return port > 0 && port < 65_536 ? port : undefined;
}

/** Where the agent beside this scale listens: by the address, which is kept, else as always. */
export function agentPort(): number {
  const given = portIn(location.hash);
  if (given) localStorage.setItem(KEPT_AS, String(given));
  return given ?? (Number(localStorage.getItem(KEPT_AS)) || AGENT_PORT);
}
