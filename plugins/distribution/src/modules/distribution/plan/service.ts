import type { DataSource } from "typeorm";
import type { Refused } from "../../../domain/errors";
import type { Plan } from "../../../domain/plan/plan";
import { inTransaction } from "../database/transaction";
import { listAcknowledgements } from "./compliance-store";
import { CostService } from "./cost-service";
import { GradeService } from "./grade-service";
import { type Acknowledge, acknowledge, effectivePlan, type PublishPlan, publishPlan } from "./plan";
import { listPlans } from "./plan-store";
import { type Simulated, type SimulatePlan, type SimulateRefusal, simulatePlan } from "./simulation";

/** Plans and what they decide: rates, grades, costs, and the bounds that the law sets. */
export class PlanService {
  readonly #source: DataSource;
  /** What goods cost the shop, which a plan's margin floor reads. */
  readonly costs: CostService;

  /** Grades and how people come by them. */
  readonly grades: GradeService;

  constructor(source: DataSource) {
    this.#source = source;
    this.costs = new CostService(source);
    this.grades = new GradeService(source);
  }

  /** Records an acknowledgement of the merchant's. */
  acknowledge(input: Acknowledge) {
    return inTransaction(this.#source, (manager) => acknowledge(manager, input));
  }

  /** What was acknowledged so far. */
  acknowledgements() {
    return listAcknowledgements(this.#source.manager);
  }

  /** Publishes a plan draft as the next, immutable version. */
  publish(input: PublishPlan) {
    return inTransaction(this.#source, (manager) => publishPlan(manager, input));
  }

  /** The plan in force at `now`, cut to the tiers allowed today; null before the first has begun. */
  inForce(now: Date): Promise<Plan | null> {
    return effectivePlan(this.#source.manager, now);
  }

  /** Published plans, newest first. */
  list(limit: number): Promise<Plan[]> {
    return listPlans(this.#source.manager, limit);
  }

  /** Tries a draft on past orders and writes nothing: the database is told so. */
  simulate(input: SimulatePlan): Promise<Simulated | Refused<SimulateRefusal>> {
    return this.#source.transaction("REPEATABLE READ", async (manager) => {
      await manager.query(`set transaction read only`);
      return simulatePlan(manager, input);
    });
  }
}
