const MAINLAND_MOBILE = /^(?:\+?86)?(1[3-9]\d{9})$/;

/**
 * A mainland mobile number in the one form it is kept in: eleven digits without country code.
 * @param typed what somebody typed, spaces and dashes included
 * @returns null when it is no such number
 */
export function phoneNumberOf(typed: string): string | null {
  return MAINLAND_MOBILE.exec(typed.replaceAll(/[\s-]/g, ""))?.[1] ?? null;
}
