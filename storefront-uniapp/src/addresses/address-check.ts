import type { Address } from "@/api/order-types";

/** Mainland mobile numbers: eleven digits, the first a 1, the second 3–9. */
const MOBILE = /^1[3-9]\d{9}$/;

export type AddressFault = "name" | "phone" | "region" | "street";

/** What is still wrong with an address, in the order of the form; empty when it can be sent. */
export function faultsOf(address: Address): AddressFault[] {
  const faults: AddressFault[] = [];
  if (address.full_name.trim() === "") faults.push("name");
  if (!MOBILE.test(address.phone.replace(/[\s-]/g, ""))) faults.push("phone");
  if (address.province === "" || address.city === "" || address.district === "") faults.push("region");
  if (address.address_1.trim() === "") faults.push("street");
  return faults;
}

/** The address as it is sent: without stray spaces, the phone as bare digits. */
export function tidyAddress(address: Address): Address {
  return {
    ...address,
    full_name: address.full_name.trim(),
    phone: address.phone.replace(/[\s-]/g, ""),
    address_1: address.address_1.trim(),
  };
}

/** The region on one line; municipalities are not named twice. */
export function regionWords(address: Address): string {
  const middle = address.city === "市辖区" || address.city === address.province ? [] : [address.city];
  return [address.province, ...middle, address.district].join(" ");
}

/** A phone number whose middle is hidden: `138****0000`. */
export function maskedPhone(phone: string): string {
  return phone.replace(/^(\d{3})\d{4}(\d+)$/, "$1****$2");
}
