import type { EntityManager } from "typeorm";
import { DistributorEntity, type DistributorRow } from "./people.entity";

/** Keeps which version of the agreement somebody accepted, and when first. */
export async function insertAcceptance(
  manager: EntityManager,
  acceptance: { distributor_id: string; agreement_version: string; accepted_at: Date },
): Promise<void> {
  const { distributor_id, agreement_version, accepted_at } = acceptance;
  await manager.query(
    `insert into distribution.agreement_acceptance (distributor_id, agreement_version, accepted_at)
     values ($1, $2, $3) on conflict do nothing`,
    [distributor_id, agreement_version, accepted_at],
  );
}

/** Writes the latest acceptance on the distributor's row. */
export async function writeAgreement(
  manager: EntityManager,
  id: string,
  latest: Pick<DistributorRow, "agreement_version" | "agreement_accepted_at">,
): Promise<void> {
  await manager.getRepository(DistributorEntity).update({ id }, latest);
}
