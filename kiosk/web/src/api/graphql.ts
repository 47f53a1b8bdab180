import { heard } from "./clock.ts";
import type { Operation } from "./operation.ts";

/** Why an answer did not come: what the screen decides on, not what it says. */
export type Trouble =
  | "offline" // nothing answers: no network, no server, or too slow
  | "unavailable" // the server is there, its database is not
  | "unauthenticated" // the session or key has ended
  | "forbidden"
  | "too-often"
  | "refused"; // the operation itself: a fault of ours

/** A request without an answer. `message` is the server's, in the screen's language. */
export class ApiError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, message: string) {
    super(message);
    this.trouble = trouble;
  }
}

const TROUBLES: Record<string, Trouble> = {
  UNAUTHENTICATED: "unauthenticated",
  FORBIDDEN: "forbidden",
  UNAVAILABLE: "unavailable",
  RATE_LIMITED: "too-often",
};

/** How long an answer may take, in milliseconds; a dead network never says so itself. */
export const PATIENCE = 8000;

/** Whose words and whose right: read anew at each request. */
export interface Voice {
  /** BCP 47, sent as Accept-Language. */
  language(): string;
  /** A session token or device key; undefined for nobody in particular. */
  token(): string | undefined;
}

/** Ask the public GraphQL endpoint. Throws `ApiError`. */
export async function ask<Result, Variables>(
  voice: Voice,
  operation: Operation<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const token = voice.token();
  const timely = AbortSignal.timeout(PATIENCE);
  let body: Answer<Result>;
  const asked = performance.now();
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json",
        "Accept-Language": voice.language(),
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query: operation, variables }),
      signal: signal ? AbortSignal.any([signal, timely]) : timely,
    });
    heard(response, asked);
    body = await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError("offline", String(error));
  }
  const [first] = body.errors ?? [];
  if (first) throw new ApiError(TROUBLES[first.extensions?.code ?? ""] ?? "refused", first.message);
  if (!body.data) throw new ApiError("refused", "no data");
  return body.data;
}

interface Answer<Result> {
  data?: Result;
  errors?: { message: string; extensions?: { code?: string } }[];
}
