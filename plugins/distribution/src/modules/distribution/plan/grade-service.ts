import type { DataSource } from "typeorm";
import type { DistributorRow } from "../referral/people.entity";
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
