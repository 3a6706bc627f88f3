import { z } from "zod";
import { type Refused, refused } from "../domain/errors";
import { isMonth } from "../domain/shanghai-month";
import type { EntryPosition } from "../modules/distribution/ledger/ledger-list-store";
import { decodeEntryCursor } from "../modules/distribution/statement/entry-cursor";
import { PageQuery } from "./read-input";

/** A calendar month of Asia/Shanghai. */
export const Month = z.string().refine(isMonth, "a month such as 2026-03");

/** The accounts of a distributor. */
const Account = z.enum(["pending", "available", "hold", "debt"]);

/** Which entries, of which month and account. */
export const EntriesQuery = PageQuery.extend({ month: Month.optional(), account: Account.optional() });

/** A list of months, after which one. */
export const MonthsQuery = PageQuery.omit({ cursor: true }).extend({ cursor: Month.optional() });

/** As what a statement is wanted. */
export const StatementQuery = z.object({ format: z.enum(["json", "csv", "html"]).default("json") });

/** Reads where a page of entries starts; null is the latest. */
export function readEntryCursor(
  text: string | undefined,
): { kind: "read"; before: EntryPosition | null } | Refused<"cursor_invalid"> {
  if (text === undefined) return { kind: "read", before: null };
  const before = decodeEntryCursor(text);
  return before ? { kind: "read", before } : refused("cursor_invalid", "cursor");
}
