import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { encodeCursor } from "../modules/distribution/database/page-cursor";
import { answering, asking, listing, pageOf, taking } from "./handlers";
import { PageQuery } from "./read-input";

/** Asks a route, and hears what it answers. */
async function ask(
  route: ReturnType<typeof answering>,
  sent: { body?: unknown; query?: unknown } = {},
): Promise<{ status: number; body: unknown }> {
  const heard = { status: 200, body: undefined as unknown };
  const res = {
    status(status: number) {
      heard.status = status;
      return res;
    },
    json(body: unknown) {
      heard.body = body;
    },
  };
  await route(sent as AuthenticatedMedusaRequest, res as unknown as MedusaResponse);
  return heard;
}

const Amount = z.object({ amount_fen: z.string().regex(/^\d+$/) });

describe("a route", () => {
  it("answers by its handler, with what was read of the body", async () => {
    const route = taking(Amount, async (_req, res, { amount_fen }) => {
      res.status(201).json({ amount_fen });
    });
    expect(await ask(route, { body: { amount_fen: "7", more: 1 } })).toEqual({
      status: 201,
      body: { amount_fen: "7" },
    });
  });

  it("refuses what does not fit before its handler sees it, naming the field", async () => {
    const handle = vi.fn();
    for (const sent of [{ body: { amount_fen: "-7" } }, { body: {} }]) {
      expect(await ask(taking(Amount, handle), sent)).toMatchObject({
        status: 400,
        body: { type: "invalid_data", code: "invalid_request", field: "amount_fen" },
      });
    }
    expect(await ask(asking(Amount, handle), { body: { amount_fen: "7" }, query: {} })).toMatchObject({
      status: 400,
    });
    expect(handle).not.toHaveBeenCalled();
  });

  it("answers what its handler refuses", async () => {
    const route = answering(async () => ({ kind: "refused", code: "not_a_distributor" }));
    expect(await ask(route)).toMatchObject({ status: 403, body: { code: "not_a_distributor" } });
  });
});

describe("a list", () => {
  const at = new Date("2026-11-11T00:00:00Z");

  it("begins after the row that its cursor names, at the first without one", async () => {
    const route = listing(PageQuery, async (_req, res, { limit, after }) => {
      res.json({ limit, after });
    });
    expect((await ask(route, { query: {} })).body).toEqual({ limit: 20, after: null });
    const cursor = encodeCursor({ at, id: "pout_1" });
    expect((await ask(route, { query: { limit: "5", cursor } })).body).toEqual({
      limit: 5,
      after: { at, id: "pout_1" },
    });
    expect(await ask(route, { query: { cursor: "nowhere" } })).toMatchObject({
      status: 400,
      body: { code: "cursor_invalid", field: "cursor" },
    });
  });

  it("says where the next page begins only when there is one", () => {
    const rows = [1, 2, 3];
    expect(pageOf(rows, 3, String)).toEqual({ page: rows, next: {} });
    expect(pageOf(rows, 2, String)).toEqual({ page: [1, 2], next: { next_cursor: "2" } });
    expect(pageOf(rows, 2, (id) => ({ at, id: String(id) })).next).toEqual({
      next_cursor: encodeCursor({ at, id: "2" }),
    });
    expect(pageOf([], 2, String)).toEqual({ page: [], next: {} });
  });
});
