import type { DataSource } from "typeorm";
import type { Refused } from "../../../domain/errors";
import { type Simulated, type SimulatePlan, type SimulateRefusal, simulatePlan } from "../rules/simulating";

/** What can be done with plans beside publishing them. */
export class PlanDesk {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Tries a draft on past orders and writes nothing: the database is told so. */
  simulate(input: SimulatePlan): Promise<Simulated | Refused<SimulateRefusal>> {
    return this.#source.transaction("REPEATABLE READ", async (manager) => {
      await manager.query(`set transaction read only`);
      return simulatePlan(manager, input);
    });
  }
}
