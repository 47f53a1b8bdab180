import { PATIENCE } from "../api/graphql.ts";

/**
 * Ask the server for this page anew and put its parts (`data-part`) in place of the old ones; the
 * item (`fl-item`) takes its new attributes. False where no such page came.
 */
export async function refreshPage(address = location.href): Promise<boolean> {
  let text: string;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(address, { headers: { Accept: "text/html" }, signal });
    if (!answer.ok) return false;
    text = await answer.text();
  } catch {
    return false;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const part of document.querySelectorAll<HTMLElement>("[data-part]")) {
    const now = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (now && now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
  }
  const item = document.querySelector("fl-item");
  for (const { name, value } of page.querySelector("fl-item")?.attributes ?? []) {
    item?.setAttribute(name, value);
  }
  document.title = page.title;
  return true;
}
