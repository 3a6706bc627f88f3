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
  const whole = (name: "distributors" | "entries" | "rounds", least: number) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < least) throw new Error(`--${name} must be ${least} or more`);
    return value;
  };
  const effort = Number(values.effort);
  if (!(effort > 0)) throw new Error("--effort must be above 0");
  return {
    distributors: whole("distributors", 100),
    entries: whole("entries", 1_000),
    rounds: whole("rounds", 1),
    effort,
    gates: !values["no-gates"],
    report: values.report,
  };
}
