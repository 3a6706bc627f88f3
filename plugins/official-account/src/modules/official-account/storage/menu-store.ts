import { generateEntityId } from "@medusajs/framework/utils";
import type { Menu } from "../../../domain/menu.js";
import { isoOf, isoOrNull, type Moment, type RunSql } from "./run-sql.js";

/** A version of the menu: who wrote it, and who published it last. */
export interface MenuVersion {
  id: string;
  number: number;
  menu: Menu;
  note: string;
  created_by: string;
  created_at: string;
  published_by: string | null;
  published_at: string | null;
}

type Row = Omit<MenuVersion, "created_at" | "published_at" | "number"> & {
  number: string;
  created_at: Moment;
  published_at: Moment | null;
};

const COLUMNS = "id, number, menu, note, created_by, created_at, published_by, published_at";

/** Versions of the menu; none is ever changed. */
export class MenuStore {
  constructor(private readonly run: RunSql) {}

  async save(menu: Menu, note: string, actor_id: string, now: Date): Promise<MenuVersion> {
    const [row] = await this.run<Row>(
      `insert into wechat_menu_version (id, menu, note, created_by, created_at) values (?, ?::jsonb, ?, ?, ?) returning ${COLUMNS}`,
      [generateEntityId(undefined, "wxmenu"), JSON.stringify(menu), note, actor_id, now],
    );
    if (!row) throw new Error("a menu's version was not written");
    return viewOf(row);
  }

  async find(id: string): Promise<MenuVersion | null> {
    const [row] = await this.run<Row>(`select ${COLUMNS} from wechat_menu_version where id = ?`, [id]);
    return row ? viewOf(row) : null;
  }

  /** Latest first. */
  async list(limit: number): Promise<MenuVersion[]> {
    const rows = await this.run<Row>(
      `select ${COLUMNS} from wechat_menu_version order by number desc limit ?`,
      [limit],
    );
    return rows.map(viewOf);
  }

  /** The version that was published last. */
  async published(): Promise<MenuVersion | null> {
    const [row] = await this.run<Row>(
      `select ${COLUMNS} from wechat_menu_version where published_at is not null order by published_at desc limit 1`,
      [],
    );
    return row ? viewOf(row) : null;
  }

  async markPublished(id: string, actor_id: string, now: Date): Promise<void> {
    await this.run("update wechat_menu_version set published_by = ?, published_at = ? where id = ?", [
      actor_id,
      now,
      id,
    ]);
  }
}

function viewOf(row: Row): MenuVersion {
  return {
    ...row,
    number: Number(row.number),
    created_at: isoOf(row.created_at),
    published_at: isoOrNull(row.published_at),
  };
}
