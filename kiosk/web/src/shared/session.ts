import { ApiError, ask, type Voice } from "../api/graphql.ts";
import type { Operation } from "../api/operation.ts";
import type { StaffRole } from "../api/schema.ts";
import { LogIn } from "./session.graphql.ts";

const KEPT = "freshlens-session";

interface Held {
  readonly token: string;
  readonly name: string;
  readonly role: StaffRole;
}

/** A login that was not accepted; `message` and `hint` are the server's, in the screen's language. */
export class LoginRefused extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/**
 * Who works at this desk, for as long as the tab is open. A `change` event tells of every log in,
 * log out and end. What is asked through `ask` while nobody is logged in waits for somebody: so a
 * save in the middle of which a session ends goes on after the log in.
 */
export class StaffSession extends EventTarget implements Voice {
  readonly language: () => string;
  #held: Held | undefined;

  constructor(language: () => string) {
    super();
    this.language = language;
    this.#held = kept();
  }

  readonly token = (): string | undefined => this.#held?.token;

  get name(): string | undefined {
    return this.#held?.name;
  }

  get role(): StaffRole | undefined {
    return this.#held?.role;
  }

  /** Throws `LoginRefused`, or `ApiError` where no answer came. */
  async logIn(name: string, password: string): Promise<void> {
    const nobody = { language: this.language, token: () => undefined };
    const { logIn } = await ask(nobody, LogIn, { input: { name, password } });
    if (logIn.__typename === "AccessRefusal") throw new LoginRefused(logIn.message, logIn.hint);
    this.#become({ token: logIn.token, name: logIn.name, role: logIn.role });
  }

  logOut(): void {
    this.#become(undefined);
  }

  /** The server knows the session no more. */
  ended(): void {
    this.#become(undefined);
  }

  /** As `ask`, by whoever is logged in; throws `ApiError` for any trouble but an ended session. */
  async ask<Result, Variables>(
    operation: Operation<Result, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Result> {
    for (;;) {
      const token = this.token() ?? (await this.#begun(signal));
      try {
        return await ask(this, operation, variables, signal);
      } catch (error) {
        if (!(error instanceof ApiError) || error.trouble !== "unauthenticated") throw error;
        if (token === this.token()) this.ended();
      }
    }
  }

  #begun(signal?: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const changed = () => {
        const token = this.token();
        if (!token) return;
        this.removeEventListener("change", changed);
        resolve(token);
      };
      this.addEventListener("change", changed);
      signal?.addEventListener("abort", () => {
        this.removeEventListener("change", changed);
        reject(signal.reason);
      });
    });
  }

  #become(held: Held | undefined): void {
    this.#held = held;
    if (held) sessionStorage.setItem(KEPT, JSON.stringify(held));
    else sessionStorage.removeItem(KEPT);
    this.dispatchEvent(new Event("change"));
  }
}

function kept(): Held | undefined {
  const text = sessionStorage.getItem(KEPT);
  return text ? JSON.parse(text) : undefined;
}
