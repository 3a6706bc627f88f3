import { expect, it } from "vitest";
import { INVITATION_DAYS, invitationExpiry, invitationState } from "./invitation";

const now = new Date("2026-03-01T00:00:00Z");
const fresh = { expires_at: invitationExpiry(now), used_at: null, revoked_at: null };

it("an invitation is good once and for a week", () => {
  expect(INVITATION_DAYS).toBe(7);
  expect(invitationState(fresh, now)).toBe("open");
  expect(invitationState(fresh, new Date("2026-03-07T23:59:59Z"))).toBe("open");
  expect(invitationState(fresh, new Date("2026-03-08T00:00:00Z"))).toBe("expired");
  expect(invitationState({ ...fresh, used_at: now }, now)).toBe("used");
  expect(invitationState({ ...fresh, revoked_at: now }, now)).toBe("revoked");
});
