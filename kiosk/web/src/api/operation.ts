/** The text of a GraphQL operation that knows its types; `codegen.mjs` makes them. */
export type Operation<Result, Variables> = string & {
  readonly __result?: Result;
  readonly __variables?: Variables;
};
