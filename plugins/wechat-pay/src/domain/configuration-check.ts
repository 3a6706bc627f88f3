import { findingsAboutAddresses } from "./check-addresses";
import { findingsAboutKeys } from "./check-keys";
import { findingsAboutProducts } from "./check-products";
import type { ConfigurationFacts, Finding } from "./finding";

/** The answer to «can this shop be paid?»: `unproven` while something decisive cannot be known from here. */
export type Payable = "yes" | "no" | "unproven";

/** Reads the facts. The first finding that failed is the first to mend: later ones often follow from it. */
export function checkConfiguration(facts: ConfigurationFacts): {
  readonly payable: Payable;
  readonly findings: readonly Finding[];
} {
  const findings = [
    ...findingsAboutKeys(facts),
    ...findingsAboutAddresses(facts),
    ...findingsAboutProducts(facts),
  ];
  return { payable: payableFrom(findings), findings };
}

/** Decisive: without them no order can be made, paid or believed. The rest stands in WeChat's console alone. */
const DECISIVE = new Set(["merchant_key", "wechat_signature", "api_v3_key", "app_binding", "callback"]);

function payableFrom(findings: readonly Finding[]): Payable {
  if (findings.some(({ state }) => state === "failed")) {
    return "no";
  }
  const doubtful = findings.some(
    ({ id, state }) => state === "unknown" && DECISIVE.has(id.split(":")[0] ?? ""),
  );
  return doubtful ? "unproven" : "yes";
}
