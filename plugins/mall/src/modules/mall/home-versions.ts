import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/postgresql";
import { generateEntityId } from "@medusajs/framework/utils";
import { type HomeBlock, homeBlocksShape } from "../../domain/home/block";

/** The home page that the merchant is working on. */
export interface HomeDraftRow {
  blocks: HomeBlock[];
  revision: number;
  updated_by: string;
  updated_at: Date;
}

/** A home page that was published; it is live until a later one is. */
export interface HomeVersionRow {
  id: string;
  blocks: HomeBlock[];
  note: string;
  published_by: string;
  published_at: Date;
  live_from: Date;
  /** The older version that this one brought back. */
  restored_from: string | null;
  withdrawn_at: Date | null;
}

const SHOWN = `"withdrawn_at" is null and "live_from" <= now()`;
const LATEST = `order by "live_from" desc, "published_at" desc, "id" desc`;
/** So many versions does the merchant see. */
const MOST_LISTED = 50;

/** What does not read as blocks any more must not hide the shop behind it. */
const readBlocks = (stored: unknown): HomeBlock[] => homeBlocksShape.safeParse(stored).data ?? [];

const versionOf = (row: HomeVersionRow): HomeVersionRow => ({
  ...row,
  blocks: readBlocks(row.blocks),
  published_at: new Date(row.published_at),
  live_from: new Date(row.live_from),
});

/** Keeps the home page's draft and its published versions. Versions are never changed, only withdrawn before their time. */
export class HomeVersions {
  constructor(private readonly manager: () => SqlEntityManager) {}

  /** The draft; null before there was one. */
  async draft(): Promise<HomeDraftRow | null> {
    const [row] = await this.manager().execute<HomeDraftRow[]>(
      `select "blocks", "revision", "updated_by", "updated_at" from "mall_home_draft" where "id" = 'draft'`,
    );
    return row ? { ...row, blocks: readBlocks(row.blocks), updated_at: new Date(row.updated_at) } : null;
  }

  /** Writes the draft, if nobody else did since it was read. @returns the new revision; null when somebody did */
  async writeDraft(
    blocks: readonly HomeBlock[],
    { revision, by, now }: { revision: number; by: string; now: Date },
  ): Promise<number | null> {
    const values = [JSON.stringify(blocks), by, now];
    const written: { revision: number }[] =
      revision === 0
        ? await this.manager().execute(
            `insert into "mall_home_draft" ("id", "blocks", "updated_by", "updated_at", "revision")
             values ('draft', ?::jsonb, ?, ?, 1) on conflict ("id") do nothing returning "revision"`,
            values,
          )
        : await this.manager().execute(
            `update "mall_home_draft" set "blocks" = ?::jsonb, "updated_by" = ?, "updated_at" = ?, "revision" = "revision" + 1
             where "id" = 'draft' and "revision" = ? returning "revision"`,
            [...values, revision],
          );
    return written[0]?.revision ?? null;
  }

  /** Publishes the draft as it was read. @returns the version's id; null when somebody changed the draft since */
  async publishDraft({
    revision,
    by,
    now,
    live_from,
    note,
  }: {
    revision: number;
    by: string;
    now: Date;
    live_from: Date;
    note: string;
  }): Promise<string | null> {
    const rows: { id: string }[] = await this.manager().execute(
      `insert into "mall_home_version" ("id", "blocks", "note", "published_by", "published_at", "live_from")
       select ?, "blocks", ?, ?, ?, ? from "mall_home_draft" where "id" = 'draft' and "revision" = ? returning "id"`,
      [generateEntityId(undefined, "homev"), note, by, now, live_from, revision],
    );
    return rows[0]?.id ?? null;
  }

  /** Makes an older version the latest again, as a version of its own. @returns false where there is no such version */
  async restore(id: string, { by, now }: { by: string; now: Date }): Promise<boolean> {
    const rows: unknown[] = await this.manager().execute(
      `insert into "mall_home_version" ("id", "blocks", "note", "published_by", "published_at", "live_from", "restored_from")
       select ?, "blocks", "note", ?, ?, ?, "id" from "mall_home_version" where "id" = ? returning "id"`,
      [generateEntityId(undefined, "homev"), by, now, now, id],
    );
    return rows.length > 0;
  }

  /** Takes back a version whose time has not come. @returns false where there is no such version, or it is live already */
  async withdraw(id: string, now: Date): Promise<boolean> {
    const rows: unknown[] = await this.manager().execute(
      `update "mall_home_version" set "withdrawn_at" = ?
       where "id" = ? and "withdrawn_at" is null and "live_from" > now() returning "id"`,
      [now, id],
    );
    return rows.length > 0;
  }

  /** The versions, the one that is or will be live last first. */
  async list(): Promise<HomeVersionRow[]> {
    const rows = await this.manager().execute<HomeVersionRow[]>(
      `select * from "mall_home_version" where "withdrawn_at" is null ${LATEST} limit ${MOST_LISTED}`,
    );
    return rows.map(versionOf);
  }

  /** The stored document of a shop's home and the live blocks, each null where there is none. */
  async live(): Promise<{ content: unknown; blocks: HomeBlock[] | null }> {
    const [row] = await this.manager().execute<{ content: unknown; blocks: unknown }[]>(
      `select (select "content" from "mall_home_page" where "id" = 'home' and "deleted_at" is null) as "content",
        (select "blocks" from "mall_home_version" where ${SHOWN} ${LATEST} limit 1) as "blocks"`,
    );
    return { content: row?.content, blocks: row?.blocks == null ? null : readBlocks(row.blocks) };
  }
}
