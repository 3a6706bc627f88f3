import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstPeople } from "../people/people.js";
import { openKeys } from "./credentials.js";
import { StateStore } from "./state-store.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wechat-state-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a data folder of an earlier release", () => {
  it("keeps its keys and gets a mini program, once", () => {
    const { credentials } = openKeys(folder);
    const path = join(folder, "credentials.json");
    const { mini_program_app_id, ...earlier } = credentials;
    writeFileSync(path, JSON.stringify(earlier));
    const first = openKeys(folder).credentials;
    expect(first).toMatchObject(earlier);
    expect(first.mini_program_app_id).toMatch(/^wx[0-9a-f]{16}$/);
    expect(openKeys(folder).credentials).toEqual(first);
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(first);
  });

  it("keeps its orders and settings, and gets accounts and the new settings", async () => {
    const people = () => firstPeople("wx1");
    const store = new StateStore(folder, people);
    store.state.settings.refund_settle_ms = 5;
    await store.saved();
    const path = join(folder, "state.json");
    const { balances, transfers, random_faults, ...earlier } = JSON.parse(readFileSync(path, "utf8"));
    const { fee_bps, ...settings } = earlier.settings;
    writeFileSync(path, JSON.stringify({ ...earlier, settings, orders: { one: { out_trade_no: "one" } } }));
    const { state } = new StateStore(folder, people);
    expect(state.orders).toEqual({ one: { out_trade_no: "one" } });
    expect(state.settings).toMatchObject({ refund_settle_ms: 5, fee_bps: 60 });
    expect(state).toMatchObject({ balances, transfers: {}, random_faults: null });
  });
});
