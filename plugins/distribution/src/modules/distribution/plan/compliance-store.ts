import type { EntityManager } from "typeorm";
import {
  type AcknowledgementTopic,
  type Compliance,
  type ComplianceProfile,
  MAXIMUM_TIERS,
} from "../../../domain/plan/compliance";

/** The bounds in force. */
export async function readCompliance(manager: EntityManager): Promise<Compliance> {
  const [row] = await manager.query<Compliance[]>(
    `select profile, exists (select 1 from distribution.acknowledgement where topic = 'tier_two')
       as tier_two_acknowledged,
       exists (select 1 from distribution.acknowledgement where topic = 'after_purchase')
       as after_purchase_acknowledged,
       exists (select 1 from distribution.acknowledgement where topic = 'self_purchase')
       as self_purchase_acknowledged
     from distribution.compliance`,
  );
  if (!row) throw new Error("distribution.compliance has no row");
  return row;
}

/** Sets the profile; only the database's owner may. */
export async function writeProfile(manager: EntityManager, profile: ComplianceProfile): Promise<void> {
  await manager.query(
    `update distribution.compliance set profile = $1, maximum_tiers = $2, changed_at = now() where profile <> $1`,
    [profile, MAXIMUM_TIERS[profile]],
  );
}

/** Records an acknowledgement of the merchant's once. @returns its id, and whether it is new */
export async function insertAcknowledgement(
  manager: EntityManager,
  acknowledgement: {
    id: string;
    topic: AcknowledgementTopic;
    actor_id: string;
    statement: string;
    now: Date;
  },
): Promise<{ id: string; isNew: boolean }> {
  const { id, topic, actor_id, statement, now } = acknowledgement;
  const inserted = await manager.query<{ id: string }[]>(
    `insert into distribution.acknowledgement (id, topic, statement, actor_id, acknowledged_at)
     values ($1, $2, $3, $4, $5) on conflict (topic) do nothing returning id`,
    [id, topic, statement, actor_id, now],
  );
  if (inserted[0]) return { id, isNew: true };
  const [known] = await manager.query<{ id: string }[]>(
    `select id from distribution.acknowledgement where topic = $1`,
    [topic],
  );
  if (!known) throw new Error("an acknowledgement vanished from an append-only table");
  return { id: known.id, isNew: false };
}

/** What was acknowledged, by whom and when. */
export interface Acknowledgement {
  topic: AcknowledgementTopic;
  statement: string;
  actor_id: string;
  acknowledged_at: Date;
}

/** Every acknowledgement there is: at most one for each topic. */
export async function listAcknowledgements(manager: EntityManager): Promise<Acknowledgement[]> {
  return manager.query<Acknowledgement[]>(
    `select topic, statement, actor_id, acknowledged_at from distribution.acknowledgement order by topic`,
  );
}
