// What `npm run merchants` may be asked for.
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

const USAGE = `npm run merchants -- [--seed S] [--steps N] [--only PART,PART] [--all]
  --seed S    the run that this whole number stands for; another one each time by default
  --steps N   how many steps, 2000 by default
  --only …    only actions whose names contain one of these
  --all       goes on after a fault and tells all of them`;

/**
 * @typedef {object} MerchantsWanted
 * @property {number} seed
 * @property {number} steps
 * @property {string[]} [only] parts of actions' names
 * @property {boolean} goes_on
 */

/**
 * Reads the command line of `npm run merchants`.
 * @param {string[]} args what stands behind `--`
 * @returns {MerchantsWanted}
 * @throws {Error} with what is wrong and how it is used
 */
export function readMerchantsArguments(args) {
  const values = valuesOf(args);
  const seed = wholeNumber("--seed", values.seed ?? String(randomInt(1e9)), 0);
  const steps = wholeNumber("--steps", values.steps ?? "2000", 1);
  const only = values.only?.split(",").filter(Boolean);
  if (only?.length === 0) throw new Error(`--only names no part of an action.\n\n${USAGE}`);
  return { seed, steps, goes_on: values.all === true, ...(only ? { only } : {}) };
}

function valuesOf(/** @type {string[]} */ args) {
  try {
    return parseArgs({
      args,
      options: {
        seed: { type: "string" },
        steps: { type: "string" },
        only: { type: "string" },
        all: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function wholeNumber(/** @type {string} */ name, /** @type {string} */ text, /** @type {number} */ least) {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
  throw new Error(`${name} takes a whole number from ${least}, not "${text}".\n\n${USAGE}`);
}
