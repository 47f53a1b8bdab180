import { expect, it } from "vitest";
import { portIn } from "./port.ts";

it.each([
  ["#agent=8790", 8790],
  ["#device=fl_1&agent=ws://127.0.0.1:9000", 9000],
  ["#agent=ws%3A%2F%2F127.0.0.1%3A9000", 9000],
  ["#agent=ws://evil.example:9000", undefined],
  ["#agent=0", undefined],
  ["#agent=99999", undefined],
  ["", undefined],
])("the agent's port in %s", (hash, port) => {
  expect(portIn(hash)).toBe(port);
});
