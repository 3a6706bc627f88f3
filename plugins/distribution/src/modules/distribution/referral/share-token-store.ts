import type { EntityManager } from "typeorm";
import type { ShareTarget } from "../../../domain/referral/share-token";
import { ShareTokenEntity, type ShareTokenRow } from "./people.entity";

/** Stores a new token. */
export async function insertShareToken(manager: EntityManager, row: ShareTokenRow): Promise<void> {
  await manager.getRepository(ShareTokenEntity).insert(row);
}

/** A token by its text, usable or not. */
export function findShareToken(manager: EntityManager, token: string): Promise<ShareTokenRow | null> {
  return manager.getRepository(ShareTokenEntity).findOneBy({ token });
}

/** The distributor's token for a target that lives longest and at least until `until`, so that sharing twice makes one. */
export async function findReusableToken(
  manager: EntityManager,
  distributor_id: string,
  target: ShareTarget,
  until: Date,
): Promise<ShareTokenRow | null> {
  const [row] = await manager.query<ShareTokenRow[]>(
    `select token, distributor_id, target_type, target_id, issued_at, expires_at, revoked_at
     from distribution.share_token
     where distributor_id = $1 and target_type = $2 and target_id is not distinct from $3
       and revoked_at is null and expires_at >= $4
     order by expires_at desc limit 1`,
    [distributor_id, target.type, target.type === "product" ? target.id : null, until],
  );
  return row ?? null;
}

/** Revokes a distributor's token; what it bound stays bound. @returns whether it was in force */
export async function revokeShareToken(
  manager: EntityManager,
  token: string,
  distributor_id: string,
  now: Date,
): Promise<boolean> {
  const [, revoked] = await manager.query<[unknown, number]>(
    `update distribution.share_token set revoked_at = $3
     where token = $1 and distributor_id = $2 and revoked_at is null`,
    [token, distributor_id, now],
  );
  return revoked === 1;
}
