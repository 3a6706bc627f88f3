import { expect, test } from "vitest";
import { isSignatureTaken, type Probe } from "./probe";

const refused = (status: number, code?: string): Probe => ({
  kind: "refused",
  status,
  code,
  request_id: undefined,
});

test.each<[string, Probe, boolean | undefined]>([
  ["an answer", { kind: "accepted" }, true],
  ["an answer that proves nothing about WeChat", { kind: "unauthentic", reason: "serial_unknown" }, true],
  ["that there is no such order", refused(404, "ORDER_NOT_EXIST"), true],
  ["a parameter", refused(400, "PARAM_ERROR"), true],
  ["the signature", refused(401, "SIGN_ERROR"), false],
  ["the signature, under another status", refused(400, "SIGN_ERROR"), false],
  ["a breakdown", refused(500, "SYSTEM_ERROR"), undefined],
  ["too many calls", refused(429), undefined],
  ["nothing at all", { kind: "unreachable", reason: "TimeoutError" }, undefined],
])("%s says whether the signature was taken", (_, probe, taken) => {
  expect(isSignatureTaken(probe)).toBe(taken);
});
