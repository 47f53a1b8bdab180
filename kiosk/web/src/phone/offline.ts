import { Formats } from "../shared/language.ts";
import { language } from "./visit.ts";
import { words } from "./words.ts";

/** Say first of all that this page is an old one. */
export function sayKeptFrom(at: string): void {
  const notice = document.createElement("p");
  notice.className = "notice warn";
  notice.setAttribute("role", "status");
  notice.textContent = words.keptFrom(new Formats(language).dateTime(at));
  document.querySelector("main")?.prepend(notice);
}
