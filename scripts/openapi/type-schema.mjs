// What a type looks like as JSON, as a JSON schema: answers are described by the types of what the routes send.
import ts from "typescript";

const DEEPEST = 12;

/** @typedef {Record<string, unknown>} Schema */

/**
 * @param {ts.TypeChecker} checker
 * @param {(file: string) => boolean} isOurs whether a declaration's file may give a schema its name
 */
export function createTypeSchemas(checker, isOurs) {
  /** @type {Map<string, Schema>} */
  const named = new Map();
  const nameOf = createNames(isOurs);

  /** @returns {Schema} */
  function schemaOf(/** @type {ts.Type} */ type, depth = 0) {
    if (depth > DEEPEST || type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {};
    const simple = simpleSchema(type);
    if (simple) return simple;
    const name = nameOf(type);
    if (!name) return structureOf(type, depth);
    if (!named.has(name)) {
      named.set(name, {});
      named.set(name, structureOf(type, 0));
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** @returns {Schema} */
  function structureOf(/** @type {ts.Type} */ type, /** @type {number} */ depth) {
    if (type.isUnion()) return unionSchema(type, depth);
    if (!checker.isArrayType(type) && !checker.isTupleType(type)) return objectSchema(type, depth);
    const elements = checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
    const items = elements.map((element) => schemaOf(element, depth + 1));
    if (checker.isTupleType(type)) return { type: "array", prefixItems: items };
    return { type: "array", items: items[0] ?? {} };
  }

  function simpleSchema(/** @type {ts.Type} */ type) {
    if (type.isStringLiteral()) return { const: type.value };
    if (type.isNumberLiteral()) return { const: type.value };
    if (type.flags & ts.TypeFlags.StringLike) return { type: "string" };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: "number" };
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === "true" };
    if (type.flags & ts.TypeFlags.BooleanLike) return { type: "boolean" };
    if (type.flags & ts.TypeFlags.Null) return { type: "null" };
    if (type.symbol?.name === "Date") return { type: "string", format: "date-time" };
    return null;
  }

  /** @returns {Schema} */
  function unionSchema(/** @type {ts.UnionType} */ type, /** @type {number} */ depth) {
    const kinds = type.types.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)));
    /** @type {ts.Type[]} */
    const literals = kinds.filter((kind) => kind.isStringLiteral() || kind.isNumberLiteral());
    const isBoolean = kinds.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral).length === 2;
    const rest = kinds.filter(
      (kind) => !literals.includes(kind) && !(isBoolean && kind.flags & ts.TypeFlags.BooleanLiteral),
    );
    const values = literals.flatMap((kind) =>
      kind.isStringLiteral() || kind.isNumberLiteral() ? [kind.value] : [],
    );
    /** @type {Schema[]} */
    const schemas = [
      ...(values.length > 0 ? [{ enum: values.sort() }] : []),
      ...(isBoolean ? [{ type: "boolean" }] : []),
      ...rest.map((kind) => schemaOf(kind, depth + 1)),
    ];
    const [only] = schemas;
    return schemas.length === 1 && only ? only : { anyOf: schemas };
  }

  /** @returns {Schema} */
  function objectSchema(/** @type {ts.Type} */ type, /** @type {number} */ depth) {
    /** @type {Record<string, Schema>} */
    const properties = {};
    /** @type {string[]} */
    const required = [];
    for (const property of checker.getPropertiesOfType(type)) {
      const declaration = property.valueDeclaration ?? property.declarations?.[0];
      const kind = declaration
        ? checker.getTypeOfSymbolAtLocation(property, declaration)
        : checker.getTypeOfSymbol(property);
      if (kind.getCallSignatures().length > 0) continue;
      properties[property.name] = schemaOf(kind, depth + 1);
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
    }
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
    return {
      type: "object",
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
      ...(index ? { additionalProperties: schemaOf(index.type, depth + 1) } : {}),
    };
  }

  return { schemaOf, named };
}

/** Names for types: an interface or a type of ours keeps its own, everything else is written where it stands. */
function createNames(/** @type {(file: string) => boolean} */ isOurs) {
  /** Whose a name is: another one of the same name gets a number. @type {Map<string, ts.Symbol>} */
  const owners = new Map();

  function freeName(/** @type {ts.Symbol} */ symbol) {
    for (let number = 1; ; number++) {
      const name = number === 1 ? symbol.name : `${symbol.name}_${number}`;
      const owner = owners.get(name) ?? symbol;
      owners.set(name, owner);
      if (owner === symbol) return name;
    }
  }

  return (/** @type {ts.Type} */ type) => {
    const alias = type.aliasTypeArguments ? undefined : type.aliasSymbol;
    const symbol = alias ?? type.symbol;
    const declaration = symbol?.declarations?.[0];
    if (!declaration) return null;
    const isNamed = alias || (ts.isInterfaceDeclaration(declaration) && !declaration.typeParameters);
    return isNamed && isOurs(declaration.getSourceFile().fileName) ? freeName(symbol) : null;
  };
}
