import type { ReadinessCheck } from "@tengman/plugin-kit";
import { expect, test, vi } from "vitest";
import { Readiness } from "./readiness";

const NOW = new Date("2026-03-01T00:00:00Z");
const fine: ReadinessCheck = { name: "fine", find: async () => undefined };

test("everything is looked at, and what failed is named", async () => {
  const readiness = new Readiness([fine, { name: "books", find: async () => "guard_off" }], 1_000, () => {});
  expect(await readiness.report(NOW)).toEqual({
    status: "not_ready",
    checks: [
      { name: "fine", state: "ok" },
      { name: "books", state: "failed", fault: "guard_off" },
    ],
  });
});

test("what a check throws is told to the log and answered to nobody", async () => {
  const told = vi.fn();
  const error = new Error("connect postgres://shop:secret@db");
  const readiness = new Readiness([{ name: "database", find: () => Promise.reject(error) }], 1_000, told);
  const report = await readiness.report(NOW);
  expect(report.checks).toEqual([{ name: "database", state: "failed", fault: "error" }]);
  expect(told).toHaveBeenCalledWith("database", error);
});

test("a check that hangs is failed at its limit, and not begun again while it hangs", async () => {
  const find = vi.fn(() => new Promise<undefined>(() => {}));
  const readiness = new Readiness([{ name: "redis", find }], 5, () => {});
  for (let times = 0; times < 2; times += 1) {
    expect((await readiness.report(NOW)).checks).toEqual([
      { name: "redis", state: "failed", fault: "time_limit" },
    ]);
  }
  expect(find).toHaveBeenCalledTimes(1);
});

test("a gate keeps a server from becoming ready, and does not close one that was", async () => {
  let fault: string | undefined = "expired";
  const gate: ReadinessCheck = { name: "certificate", isGate: true, find: async () => fault };
  const readiness = new Readiness([gate], 1_000, () => {});
  expect((await readiness.report(NOW)).status).toBe("not_ready");
  fault = undefined;
  expect((await readiness.report(NOW)).status).toBe("ready");
  fault = "expired";
  expect(await readiness.report(NOW)).toEqual({
    status: "ready",
    checks: [{ name: "certificate", state: "warning", fault: "expired" }],
  });
});

test("a server that ends is not ready, whatever its checks say", async () => {
  const readiness = new Readiness([fine], 1_000, () => {});
  readiness.close();
  expect(await readiness.report(NOW)).toEqual({ status: "shutting_down", checks: [] });
});
