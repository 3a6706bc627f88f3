// A requirement is proved by a test: those that a plugin's table names must exist.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const TEST_SOURCE = /(\.spec\.(ts|mjs)$|\/integration-tests\/|^e2e\/)/;
const QUOTED = /`([^`]+)`|"([^"]+)"/g;
/** A title of a test has at least two words. */
const TITLE = /^(?!npm ).+ /;

/**
 * The tests that a table names and nobody wrote. A name may leave something out by `…`, as it must where a test's title
 * is made of several; of `suite > test` the test counts.
 * @param {string} table the text of a requirements.md
 * @param {readonly string[]} titles lines of test sources
 * @returns {string[]} the names
 */
export function unwrittenTests(table, titles) {
  const rows = table.split("\n").filter((line) => line.startsWith("|"));
  const proofs = rows.map((row) => row.split("|").at(-2) ?? "");
  const names = proofs.flatMap((proof) =>
    [...proof.matchAll(QUOTED)]
      .map(([, code, said]) => code ?? said ?? "")
      .filter((name) => TITLE.test(name)),
  );
  return names.filter((name) => {
    const parts = (name.split(" > ").at(-1) ?? "").split("…").map((part) => part.trim());
    return !titles.some((line) => parts.every((part) => line.includes(part)));
  });
}

/**
 * @param {string} root
 * @returns {string[]} a sentence for each test that a plugin's requirements name and that is not there
 */
export function unprovedRequirements(root) {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => existsSync(join(root, file)));
  const read = (/** @type {string} */ file) => readFileSync(join(root, file), "utf8");
  const titles = files.filter((file) => TEST_SOURCE.test(file)).flatMap((file) => read(file).split("\n"));
  return files
    .filter((file) => file.endsWith("/docs/requirements.md"))
    .flatMap((file) =>
      unwrittenTests(read(file), titles).map((name) => `${file}: no test is called "${name}"`),
    );
}
