// TypeScript for every src/**/*.graphql, from the schema that the server serves: beside each file
// a module of its operations (x.graphql → x.graphql.ts), and the schema's own types once. All of
// it is git-ignored and made anew by each build. A fragment may be used from any file.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as schemaTypes from "@graphql-codegen/typescript";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildSchema, Kind, parse, print, visit } from "graphql";

const root = import.meta.dirname;
const scalars = {
  BigInt: "number",
  Date: "string",
  DateTime: "string",
  Decimal: "string",
  Duration: "string",
  JSON: "unknown",
  Time: "string",
};
const common = {
  scalars,
  enumsAsTypes: true,
  useTypeImports: true,
  skipTypename: false,
  immutableTypes: true,
  avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
  dedupeFragments: true,
  strictScalars: true,
};

const sdl = readFileSync(join(root, "../../api/graphql/schema.graphql"), "utf8");
const schema = parse(sdl);
buildSchema(sdl); // says what is wrong with it, if anything is

const paths = readdirSync(join(root, "src"), { recursive: true })
  .filter((path) => path.endsWith(".graphql"))
  .map((path) => join(root, "src", path));
const parsed = new Map(paths.map((path) => [path, parse(readFileSync(path, "utf8"))]));
const fragments = new Map(
  [...parsed.values()]
    .flatMap((document) => document.definitions)
    .filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
    .map((each) => [each.name.value, each]),
);

/** These definitions with every fragment that they spread, also those of other files. */
function whole(document) {
  const own = document.definitions;
  const needed = new Map();
  const follow = (node) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (!fragment) throw new Error(`fragment ${value} is nowhere`);
        if (needed.has(value)) return;
        needed.set(value, fragment);
        follow(fragment);
      },
    });
  own.forEach(follow);
  return { ...document, definitions: [...new Set([...needed.values(), ...own])] };
}

function write(path, text) {
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}

function importing(path, module) {
  const from = relative(dirname(path), join(root, module)).replaceAll("\\", "/");
  return from.startsWith(".") ? from : `./${from}`;
}

const types = join(root, "src/api/schema.ts");
write(
  types,
  await codegen({
    filename: types,
    schema,
    documents: [],
    config: common,
    plugins: [{ typescript: {} }],
    pluginMap: { typescript: schemaTypes },
  }),
);

for (const [path, document] of parsed) {
  const used = whole(document);
  const asked = used.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const target = `${path}.ts`;
  const resultTypes = await codegen({
    filename: target,
    schema,
    documents: [{ location: path, document: used }],
    config: { ...common, namespacedImportName: "Types" },
    plugins: [{ operations: { onlyOperationTypes: true } }],
    pluginMap: { operations },
  });
  const texts = asked.map((operation) => {
    const name = operation.name.value;
    const kind = operation.operation[0].toUpperCase() + operation.operation.slice(1);
    const text = whole({ ...document, definitions: [operation] })
      .definitions.map((each) => print({ ...each, description: undefined }))
      .join("\n")
      .replace(/\n\s*/g, "\n");
    const typed = `Operation<${name}${kind}, ${name}${kind}Variables>`;
    return `export const ${name} = \`${text}\` as ${typed};\n`;
  });
  write(
    target,
    [
      asked.length > 0
        ? `import type { Operation } from "${importing(path, "src/api/operation.ts")}";`
        : "",
      `import type * as Types from "${importing(path, "src/api/schema.ts")}";\n`,
      resultTypes,
      ...texts,
    ].join("\n"),
  );
}
