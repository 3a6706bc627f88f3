// What is too long for every run is run in shares: a seed that changes from day to day says which.
import { createHash } from "node:crypto";

/**
 * The seed of today (its date), or the one that the variable names.
 * @param {string} variable the environment variable that repeats a day
 * @returns {string}
 */
export function seedOfDay(variable) {
  return process.env[variable] || new Date().toISOString().slice(0, 10);
}

/**
 * One share of the rows, with at least one of each group: the same for the same seed, and every row in its turn.
 * @template Row
 * @param {readonly Row[]} rows
 * @param {{ seed: string, of: number, groupOf: (row: Row) => string, nameOf: (row: Row) => string }} wanted
 * `of`: how many rows one stands for; 1 keeps all
 * @returns {Row[]} in their order
 */
export function shareOf(rows, { seed, of, groupOf, nameOf }) {
  const rank = (/** @type {Row} */ row) =>
    createHash("sha256")
      .update(`${seed} ${nameOf(row)}`)
      .digest("hex");
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const row of rows) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
  const chosen = [...groups.values()].flatMap((group) =>
    [...group].sort((a, b) => (rank(a) < rank(b) ? -1 : 1)).slice(0, Math.ceil(group.length / of)),
  );
  const kept = new Set(chosen);
  return rows.filter((row) => kept.has(row));
}
