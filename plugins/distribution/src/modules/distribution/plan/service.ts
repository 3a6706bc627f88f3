import type { DataSource } from "typeorm";
import type { Refused } from "../../../domain/errors";
import type { Plan } from "../../../domain/plan/plan";
import { inTransaction } from "../database/transaction";
import type { DistributorRow } from "../referral/people.entity";
import { listAcknowledgements } from "./compliance-store";
import { type SetCosts, setCosts } from "./cost";
import { findCosts } from "./cost-store";
import {
  type AppraisedPage,
  type AppraisePage,
  appraisePage,
  type GiveGrade,
  type GradeResult,
  type GradeStatus,
  giveGrade,
  gradeStatus,
} from "./grade";
import { type GradeChangeRow, listGradeChanges } from "./grade-store";
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

/** What a piece of each variant costs the shop. Nothing of this is for the storefront. */
export class CostService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** The costs of variants in fen, by their ids; those that nobody has written are left out. */
  async read(variant_ids: readonly string[]): Promise<Map<string, bigint>> {
    if (variant_ids.length === 0) return new Map();
    const rows = await findCosts(this.#source.manager, variant_ids);
    return new Map(rows.map(({ variant_id, cost_fen }) => [variant_id, BigInt(cost_fen)]));
  }

  /** Writes costs and takes them away. @returns how many changed */
  set(input: SetCosts): Promise<number> {
    return inTransaction(this.#source, (manager) => setCosts(manager, input));
  }
}

/** How a distributor's page ends: the latest changes of grade. */
const LATEST_CHANGES = 20;

/** Distributors' grades: appraised by figures, given by hand, and how far the next one is. */
export class GradeService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** Appraises one page of distributors. */
  appraise(page: AppraisePage): Promise<AppraisedPage> {
    return this.#source.transaction((manager) => appraisePage(manager, page));
  }

  /** Gives a grade by hand. */
  give(input: GiveGrade): Promise<GradeResult> {
    return this.#source.transaction((manager) => giveGrade(manager, input));
  }

  /** Where a distributor stands; null when the plan has no grades. */
  progress(distributor: DistributorRow, now: Date): Promise<GradeStatus | null> {
    return gradeStatus(this.#source.manager, distributor, now);
  }

  /** How a distributor came by their grades, latest first. */
  history(distributor_id: string): Promise<GradeChangeRow[]> {
    return listGradeChanges(this.#source.manager, distributor_id, LATEST_CHANGES);
  }
}
