import { expect, test } from "vitest";
import { findKeyFault } from "./operations";

const NOW = new Date("2026-03-01T00:00:00Z");
const certificate = { serial: "AB12", valid_until: new Date("2027-03-01T00:00:00Z"), fits_key: true };
const good = {
  merchant_certificate: certificate,
  merchant_key_bits: 2048,
  merchant_serial: "ab12",
  public_key_is_own: false,
};

test.each([
  ["nothing, with everything in order", good, undefined],
  ["nothing, without the certificate's file", { ...good, merchant_certificate: undefined }, undefined],
  ["a short key", { ...good, merchant_key_bits: 1024 }, "merchant_key_short"],
  ["the merchant's key in WeChat's place", { ...good, public_key_is_own: true }, "public_key_is_own"],
  [
    "a certificate of another key",
    { ...good, merchant_certificate: { ...certificate, fits_key: false } },
    "certificate_of_other_key",
  ],
  ["another serial", { ...good, merchant_serial: "CD34" }, "certificate_of_other_serial"],
  [
    "an expired certificate",
    { ...good, merchant_certificate: { ...certificate, valid_until: NOW } },
    "certificate_expired",
  ],
])("%s", (_what, outline, fault) => {
  expect(findKeyFault(outline, NOW)).toBe(fault);
});
