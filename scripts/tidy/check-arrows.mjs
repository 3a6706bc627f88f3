import { createRequire } from "node:module";
import { cruise } from "dependency-cruiser";

const require = createRequire(import.meta.url);
const { forbidden } = require("./arrows.cjs");
const ROOMS = ["packages", "plugins", "medusa-server", "wechat-sandbox", "storefront-uniapp/src", "scripts"];
const NOT_OURS = "node_modules|/\\.medusa/|/dist/|/unpackage/|/public/";

/**
 * Imports that go against the arrows of docs/architecture.md.
 * @param {string} root folder that holds the rooms
 * @param {string[]} [rooms]
 * @returns {Promise<string[]>} a sentence for each
 */
export async function arrowViolations(root, rooms = ROOMS) {
  const result = await cruise(rooms, {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
    doNotFollow: { path: "node_modules" },
    exclude: { path: NOT_OURS },
    tsPreCompilationDeps: true,
    moduleSystems: ["es6", "cjs"],
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mts", ".mjs", ".js", ".cjs", ".json"] },
  });
  const output = /** @type {import("dependency-cruiser").ICruiseResult} */ (result.output);
  return output.summary.violations.map(
    (violation) =>
      `${violation.from} → ${violation.to}: ${violation.rule.name} (${commentOf(violation.rule.name)})`,
  );
}

/** @param {string} name */
function commentOf(name) {
  /** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
  const rules = forbidden;
  return rules.find((rule) => rule.name === name)?.comment;
}
