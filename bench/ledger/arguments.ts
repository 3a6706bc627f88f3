import { parseArgs } from "node:util";

/** How large a run is. */
export interface BenchArguments {
  distributors: number;
  /** Transfers preloaded at the larger of the two sizes; the smaller one is a tenth. */
  entries: number;
  rounds: number;
  /** Multiplies how many orders each case posts. */
  effort: number;
  /** Whether missing a gate fails the run. */
  gates: boolean;
  /** Where the report is written, besides the terminal. */
  report: string | undefined;
}

/** Reads `--distributors 1e6 --entries 1e7 --rounds 5 --effort 1 --no-gates --report FILE`. */
export function readArguments(given: string[]): BenchArguments {
  const { values } = parseArgs({
    args: given,
    options: {
      distributors: { type: "string", default: "1e6" },
      entries: { type: "string", default: "1e7" },
      rounds: { type: "string", default: "5" },
      effort: { type: "string", default: "1" },
      "no-gates": { type: "boolean", default: false },
      report: { type: "string" },
    },
  });
  const effort = Number(values.effort);
  if (!(effort > 0)) throw new Error("--effort must be above 0");
  return {
    ...sizeOf(values),
    rounds: wholeNumber("rounds", values.rounds, 1),
    effort,
    gates: !values["no-gates"],
    report: values.report,
  };
}

/** How large a ledger is closed and verified. */
export type ClosingArguments = Pick<BenchArguments, "distributors" | "entries">;

/** Reads `--distributors 1e5 --entries 1e6`. */
export function readClosingArguments(given: string[]): ClosingArguments {
  const { values } = parseArgs({
    args: given,
    options: {
      distributors: { type: "string", default: "1e5" },
      entries: { type: "string", default: "1e6" },
    },
  });
  return sizeOf(values);
}

function sizeOf({ distributors, entries }: { distributors: string; entries: string }): ClosingArguments {
  return {
    distributors: wholeNumber("distributors", distributors, 100),
    entries: wholeNumber("entries", entries, 1_000),
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} must be ${least} or more`);
  return value;
}
