import { beforeEach, describe, expect, it } from "vitest";
import { firstPeople } from "../people/people.js";
import { freshState, type SandboxState } from "../state/state.js";
import { AccountTokens } from "./account-tokens.js";
import { WebAuthorization } from "./web-authorization.js";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const MINUTE_MS = 60_000;
const ACCOUNT = { app_id: "wx1", app_secret: "s1" };

let state: SandboxState;
beforeEach(() => {
  state = freshState(firstPeople("wx1"));
});

describe("a code", () => {
  const exchange = (web: WebAuthorization, code: string, now: number) =>
    web.exchange({ appid: "wx1", secret: "s1", code, grant_type: "authorization_code" }, now);

  it("ends after five minutes, with 40029; a used one says 40163 even then", () => {
    const web = new WebAuthorization(state, ACCOUNT);
    const [person] = state.people;
    if (person === undefined) throw new Error("nobody");
    const [late, used] = [1, 2].map(() => web.issueCode(person, "snsapi_base", NOW)) as [string, string];
    expect(exchange(web, used, NOW + 5 * MINUTE_MS - 1)).toMatchObject({ openid: person.openid });
    expect(() => exchange(web, late, NOW + 5 * MINUTE_MS)).toThrow(
      expect.objectContaining({ errcode: 40029 }),
    );
    expect(() => exchange(web, used, NOW + 6 * MINUTE_MS)).toThrow(
      expect.objectContaining({ errcode: 40163 }),
    );
  });
});

describe("an access token", () => {
  const body = { grant_type: "client_credential", appid: "wx1", secret: "s1" };

  it("lives two hours, and five minutes more beside a forced new one", () => {
    const tokens = new AccountTokens(state, ACCOUNT);
    const first = tokens.stableToken(body, NOW);
    expect(first.expires_in).toBe(7200);
    tokens.stableToken({ ...body, force_refresh: true }, NOW + MINUTE_MS);
    expect(() => tokens.check(first.access_token, NOW + 6 * MINUTE_MS - 1)).not.toThrow();
    expect(() => tokens.check(first.access_token, NOW + 6 * MINUTE_MS)).toThrow(
      expect.objectContaining({ errcode: 40001 }),
    );
    const later = tokens.stableToken(body, NOW + 3 * 60 * MINUTE_MS);
    expect(later.access_token).not.toBe(first.access_token);
  });
});
