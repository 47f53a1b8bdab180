import { ApiError } from "../../api/graphql.ts";
import type { OfferStatus } from "../../api/schema.ts";
import type { StaffSession } from "../../shared/session.ts";
import type { Theirs } from "./conflict.ts";
import {
  asInput,
  at,
  BLANK,
  content,
  type OfferDocument,
  type Path,
  put,
  same,
  tidied,
} from "./document.ts";
import {
  CheckOffer,
  type OfferAsKeptFragment,
  OfferToEdit,
  PublishOffer,
  SaveOffer,
} from "./editor.graphql.ts";
import { missing } from "./fields.ts";
import type { Problem } from "./form.ts";
import { newId } from "./ids.ts";
import { forget, keep, keptOf } from "./kept.ts";

/** The name of an offer that has no id yet; no id has an equals sign. */
export const NEW = "=new";

/** How long writing must pause before it is checked, milliseconds. */
const PAUSE = 400;

/** What became of the last thing that was asked of the server. */
export type Progress =
  | { readonly is: "idle" | "loading" | "unknown" | "saving" | "publishing" | "saved" | "offline" }
  | { readonly is: "refused"; readonly message: string };

/**
 * Work on one offer: what is written, what is saved, and what others saved meanwhile. A `change`
 * event tells of everything that happens. Nothing that was written is ever lost: it is kept in the
 * window until the server has it.
 */
export class Editing extends EventTarget {
  offer: string;
  document: OfferDocument = BLANK;
  /** As the server had it when this began; undefined for what was never saved. */
  base: OfferDocument | undefined;
  revision: number | undefined;
  status: OfferStatus = "DRAFT";
  live: OfferDocument | undefined;
  progress: Progress = { is: "loading" };
  /** What the server says of the document; undefined while it is not known. */
  checked: readonly Problem[] | undefined;
  checksFail = false;
  conflict: Theirs | undefined;
  /** Whether the document is what this window kept, rather than what is saved. */
  recovered = false;
  readonly #session: StaffSession;
  #id: string | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #checks = 0;

  constructor(session: StaffSession, offer: string) {
    super();
    this.#session = session;
    this.offer = offer;
  }

  /** Whether something is written that the server does not have. */
  get dirty(): boolean {
    return !this.base || !same(content(this.document), content(this.base));
  }

  /** Whether the server is being asked to change it. */
  get busy(): boolean {
    return this.progress.is === "saving" || this.progress.is === "publishing";
  }

  /** Places that must be filled in first. */
  get missing(): readonly Path[] {
    return missing(this.document);
  }

  async load(): Promise<void> {
    const kept = keptOf(this.offer);
    if (this.offer === NEW) {
      this.document = kept?.document ?? BLANK;
      this.#id = kept?.id;
      this.recovered = kept !== undefined;
      this.#become({ is: "idle" });
      return this.check();
    }
    let found: OfferAsKeptFragment | null;
    try {
      found = (await this.#session.ask(OfferToEdit, { id: this.offer })).offer;
    } catch (error) {
      return this.#become(failed(error));
    }
    if (!found) return this.#become({ is: "unknown" });
    this.#take(found);
    if (kept && !same(content(kept.document), this.base)) {
      this.document = kept.document;
      this.recovered = true;
      if (kept.revision !== found.revision) this.#meet(found, kept.base);
    }
    this.#become({ is: "idle" });
    return this.check();
  }

  put(path: Path, value: unknown): void {
    if (same(at(this.document, path), value)) return;
    this.#write(tidied(put(this.document, path, value)));
  }

  /** Back to what is saved. */
  discard(): void {
    forget(this.offer);
    this.recovered = false;
    this.document = this.base ?? BLANK;
    this.#become({ is: "idle" });
    void this.check();
  }

  /** Take what was chosen of two versions, and save it. */
  async settle(document: OfferDocument): Promise<void> {
    const theirs = this.conflict;
    if (!theirs) return;
    this.conflict = undefined;
    this.base = theirs.document;
    this.revision = theirs.revision;
    this.#write(document);
    if (this.dirty) await this.save();
    else {
      forget(this.offer);
      this.#become({ is: "saved" });
    }
  }

  /** Whether the server has it now. */
  async save(): Promise<boolean> {
    if (this.missing.length) return false;
    const sent = this.document;
    if (this.offer === NEW) this.#id ??= newId(latin(sent), "offer");
    const id = this.#id ?? this.offer;
    this.#keep();
    this.#become({ is: "saving" });
    try {
      const input = { id, expectedRevision: this.revision ?? null, content: asInput(sent) };
      const { saveOffer } = await this.#session.ask(SaveOffer, { input });
      if (saveOffer.__typename === "OfferRefusal")
        return await this.#refused(id, saveOffer.message);
      forget(this.offer);
      this.offer = id;
      this.#id = undefined;
      const written = this.document;
      this.#take(saveOffer);
      if (written !== sent) {
        this.document = written;
        this.#keep();
      }
      this.#become({ is: "saved" });
      return true;
    } catch (error) {
      this.#become(failed(error));
      return false;
    }
  }

  async publish(): Promise<void> {
    if (this.dirty && !(await this.save())) return;
    this.#become({ is: "publishing" });
    try {
      const input = { id: this.offer, expectedRevision: this.revision! };
      const { publishOffer } = await this.#session.ask(PublishOffer, { input });
      if (publishOffer.__typename === "OfferRefusal") {
        if (publishOffer.problems.length) this.checked = publishOffer.problems;
        await this.#refused(this.offer, publishOffer.message);
        return;
      }
      this.#take(publishOffer);
      this.#become({ is: "saved" });
    } catch (error) {
      this.#become(failed(error));
    }
  }

  /** Ask what is wrong with it, unless something newer is asked meanwhile. */
  async check(): Promise<void> {
    clearTimeout(this.#pause);
    const number = ++this.#checks;
    if (this.missing.length) return;
    const id = this.offer === NEW ? (this.#id ?? "new") : this.offer;
    try {
      const input = { id, content: asInput(this.document) };
      const { checkOffer } = await this.#session.ask(CheckOffer, { input });
      if (number !== this.#checks) return;
      this.checked = checkOffer.problems;
      this.checksFail = false;
    } catch {
      if (number !== this.#checks) return;
      this.checksFail = true;
    }
    this.dispatchEvent(new Event("change"));
  }

  #write(document: OfferDocument): void {
    this.document = document;
    this.recovered = false;
    this.#keep();
    this.#become({ is: "idle" });
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.check(), PAUSE);
  }

  #keep(): void {
    keep(this.offer, {
      document: this.document,
      ...(this.base && { base: this.base }),
      ...(this.revision !== undefined && { revision: this.revision }),
      ...(this.#id && { id: this.#id }),
    });
  }

  #take(found: OfferAsKeptFragment): void {
    this.document = this.base = contentOf(found);
    this.recovered = false;
    this.revision = found.revision;
    this.status = found.status;
    this.live = found.published?.document as OfferDocument | undefined;
    this.checked = found.problems;
  }

  /** A refusal may be because somebody else was faster. */
  async #refused(id: string, message: string): Promise<false> {
    const { offer } = await this.#session.ask(OfferToEdit, { id });
    if (offer && offer.revision !== this.revision) {
      this.#meet(offer, this.base);
      this.#become({ is: "idle" });
    } else this.#become({ is: "refused", message });
    return false;
  }

  #meet(found: OfferAsKeptFragment, base: OfferDocument | undefined): void {
    const { revision, changedBy, changedAt } = found;
    this.base = base;
    this.status = found.status;
    this.live = found.published?.document as OfferDocument | undefined;
    this.conflict = { document: contentOf(found), revision, by: changedBy, at: changedAt };
  }

  #become(progress: Progress): void {
    this.progress = progress;
    this.dispatchEvent(new Event("change"));
  }
}

function contentOf({ draft, published }: OfferAsKeptFragment): OfferDocument {
  return content((draft ?? published)!.document as OfferDocument);
}

function failed(error: unknown): Progress {
  const offline =
    error instanceof ApiError && ["offline", "unavailable", "too-often"].includes(error.trouble);
  return offline ? { is: "offline" } : { is: "refused", message: (error as Error).message };
}

/** The title that most likely has Latin letters: ids are made of them. */
function latin({ copy }: OfferDocument): string {
  return (copy.en ?? copy.es ?? Object.values(copy)[0])?.title ?? "";
}
