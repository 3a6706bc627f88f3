import type { MedusaContainer } from "@medusajs/framework/types";
import { appraiseGrades } from "../workflows/plan/appraise-grades";

/** Appraises everybody's grade twice a day: windows end with the Asia/Shanghai day, and a missed run is made up for. */
export default async function appraiseGradesJob(container: MedusaContainer): Promise<void> {
  await appraiseGrades(container);
}

export const config = {
  name: "distribution-appraise-grades",
  schedule: "25 4,16 * * *",
};
