import type { DataSource } from "typeorm";
import type { Refused } from "../../../domain/errors";
import { CostService } from "./costs-service";
import { type Simulated, type SimulatePlan, type SimulateRefusal, simulatePlan } from "./simulation";

/** What can be done with plans beside publishing them. */
export class PlanService {
  readonly #source: DataSource;
  /** What goods cost the shop, which a plan's margin floor reads. */
  readonly costs: CostService;

  constructor(source: DataSource) {
    this.#source = source;
    this.costs = new CostService(source);
  }

  /** Tries a draft on past orders and writes nothing: the database is told so. */
  simulate(input: SimulatePlan): Promise<Simulated | Refused<SimulateRefusal>> {
    return this.#source.transaction("REPEATABLE READ", async (manager) => {
      await manager.query(`set transaction read only`);
      return simulatePlan(manager, input);
    });
  }
}
