import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLInputObjectType, getNamedType } from "graphql";
import { describe, expect, it } from "vitest";
import { BENEFITS, CONDITIONS, type Kind, NARROWING, SELECTORS } from "./fields.ts";
import { WORDS } from "./words.ts";

const schema = buildSchema(readFileSync("../../api/graphql/schema.graphql", "utf8"));

function inputOf(name: string): GraphQLInputObjectType {
  return schema.getType(name) as GraphQLInputObjectType;
}

function camel(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function served(input: string, left: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    Object.values(inputOf(input).getFields())
      .filter(({ name }) => !left.includes(name))
      .map(({ name, type }) => [
        name,
        Object.keys(inputOf(String(getNamedType(type))).getFields()).sort(),
      ]),
  );
}

function shown(kinds: Readonly<Record<string, Kind>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, { fields }]) => [
      camel(kind),
      fields.map(({ name }) => camel(name)).sort(),
    ]),
  );
}

describe("the forms", () => {
  it("have every kind of condition and benefit that the API has, with every field", () => {
    expect(shown(CONDITIONS)).toEqual(served("OfferConditionInput", ["all", "any", "not"]));
    expect(shown(BENEFITS)).toEqual(served("OfferBenefitInput", []));
    expect([...SELECTORS, ...NARROWING].map(({ name }) => camel(name)).sort()).toEqual(
      Object.keys(inputOf("OfferSelectorInput").getFields()).sort(),
    );
  });

  it.each(Object.entries(WORDS))("name every field (%s)", (_, words) => {
    for (const kinds of [CONDITIONS, BENEFITS]) {
      for (const [kind, { fields }] of Object.entries(kinds)) {
        for (const { name, is } of fields) {
          if (name !== "selector")
            expect(words.fields[`${kind}.${name}`] ?? words.fields[name], name).toBeTruthy();
          if (is === "choice") expect(words.choices).toBeTruthy();
        }
      }
    }
  });
});
