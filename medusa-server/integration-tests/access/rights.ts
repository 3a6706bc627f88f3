import { describe, expect, it } from "vitest";
import { merchantOf, newClerk } from "../../../plugins/distribution/integration-tests/people";
import type { TestShop } from "../../../scripts/local/test-shop.mjs";
import { claimsOf, tokenOfUser, type World } from "./world";

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the wire carries is the very thing under test
  body: any;
  headers: Headers;
}

/** What hands out tokens and rights, and how long they last. */
export function describeRights(opened: () => { shop: TestShop; world: World }): void {
  const send = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<Answer> => {
    const isText = typeof body === "string";
    const answer = await fetch(`${opened().shop.origin}${path}`, {
      method,
      headers: {
        ...(body === undefined || isText ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text.startsWith("{") ? JSON.parse(text) : text,
    };
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const as = (role: keyof World["headers"]) => opened().world.headers[role];
  const newUser = async (email: string): Promise<{ id: string; token: string }> => {
    const { shop } = opened();
    await newClerk(shop, await merchantOf(shop), email);
    const token = await tokenOfUser(shop, email);
    return { id: String(claimsOf(token).actor_id), token };
  };
  const cookieOf = async (token: string): Promise<string> => {
    const { headers } = await send("POST", "/auth/session", bearer(token), {});
    return (headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  };

  describe("a password's reset", () => {
    it("is an owner's to hand out, to people who are no owners, and everybody's own", async () => {
      const clerk = await newUser("forgetful@tengman.local");
      const { owner } = idsOf(opened().world);
      const reset = (id: string, role: Parameters<typeof as>[0]) =>
        send("POST", `/admin/users/${id}/reset-password`, as(role));
      expect(await reset(clerk.id, "clerk")).toMatchObject({
        status: 403,
        body: { code: "permission_missing", field: "manage_access" },
      });
      expect((await reset(clerk.id, "API key")).status).toBe(403);
      expect((await reset(owner, "clerk")).status).toBe(403);
      expect((await reset(owner, "owner")).status).toBe(200);
      const { status, body } = await reset(clerk.id, "owner");
      expect([status, typeof body.token]).toEqual([200, "string"]);
      const changed = await send("POST", "/auth/user/emailpass/update", bearer(body.token), {
        password: "another-password",
      });
      expect(changed.status).toBe(200);
      await tokenOfUser(opened().shop, "forgetful@tengman.local", "another-password");
    });

    it("of another owner is nobody's, in whatever way the address is written", async () => {
      const { id } = await newUser("second-owner@tengman.local");
      for (const written of [id, id.replace("user", "%75ser")]) {
        const answer = await send("POST", `/admin/users/${written}/reset-password/`, as("owner"));
        expect(answer).toMatchObject({ status: 403, body: { code: "account_protected" } });
      }
    });

    it("cannot be asked for without a log-in: nobody would send the mail", async () => {
      const identifier = opened().shop.admin.email;
      expect(await send("POST", "/auth/user/emailpass/reset-password", {}, { identifier })).toMatchObject({
        status: 403,
        body: { code: "reset_by_owner" },
      });
    });
  });

  describe("an invitation", () => {
    it("must be there before a password can be chosen, whether or not the address has an account", async () => {
      for (const email of ["stranger@evil.example", opened().shop.admin.email]) {
        const answer = await send(
          "POST",
          "/auth/user/emailpass/register",
          {},
          { email, password: "x".repeat(12) },
        );
        expect(answer).toMatchObject({ status: 403, body: { code: "invitation_missing" } });
      }
    });

    it("makes an account at the address that was invited, and at no other", async () => {
      const email = "invited@tengman.local";
      const { body } = await send("POST", "/admin/invites", as("owner"), { email });
      const password = "a-password-for-tests";
      const registered = await send("POST", "/auth/user/emailpass/register", {}, { email, password });
      const accept = (wanted: string) =>
        send("POST", `/admin/invites/accept?token=${body.invite.token}`, bearer(registered.body.token), {
          email: wanted,
        });
      // Permissions go by address without regard to case, so this would have been a second owner.
      expect(await accept(opened().shop.admin.email.toUpperCase())).toMatchObject({
        status: 403,
        body: { code: "invitation_missing" },
      });
      expect(await accept("Invited@tengman.local")).toMatchObject({ status: 200, body: { user: { email } } });
    });
  });

  describe("a role", () => {
    const give = (id: string, role: string | null, by: Parameters<typeof as>[0] = "owner") =>
      send("POST", `/admin/mall/roles/${id}`, as(by), { role });
    const mayWrite = async (token: string) =>
      (await send("POST", "/admin/price-preferences", bearer(token), {})).status !== 403;

    it("counts from the next request on, in tokens that are older than it, and is gone as soon", async () => {
      const { id, token } = await newUser("promoted@tengman.local");
      const seen: boolean[] = [await mayWrite(token)];
      for (const role of ["operator", "finance", "owner", null]) {
        expect((await give(id, role)).body).toMatchObject({ member: { id, role } });
        seen.push(await mayWrite(token));
      }
      expect(seen).toEqual([false, true, false, true, false]);
      const { body } = await send("GET", "/admin/mall/roles", as("clerk"));
      const { owner } = idsOf(opened().world);
      const changes = body.changes.filter(({ user_id }: { user_id: string }) => user_id === id);
      expect(changes).toMatchObject([
        { from_role: "owner", to_role: null, changed_by: owner },
        { from_role: "finance", to_role: "owner", email: "promoted@tengman.local" },
        { from_role: "operator", to_role: "finance" },
        { from_role: null, to_role: "operator" },
      ]);
    });

    it("is an owner's to give, to people who are there, and not against the configuration", async () => {
      const { id } = await newUser("unpromoted@tengman.local");
      for (const by of ["clerk", "operator", "finance", "service", "API key"] as const) {
        expect(await give(id, "owner", by)).toMatchObject({ status: 403, body: { field: "manage_access" } });
      }
      expect(await give(id, "boss")).toMatchObject({ status: 400, body: { field: "role" } });
      expect((await give("user_none", "owner")).status).toBe(404);
      expect(await give(idsOf(opened().world).owner, "service")).toMatchObject({
        status: 409,
        body: { code: "role_by_configuration" },
      });
      expect((await send("GET", "/admin/mall/roles", as("owner"))).body.staff).toContainEqual(
        expect.objectContaining({ id, role: null, is_owner_by_configuration: false }),
      );
    });

    it("goes with its user, and an owner's password is no other owner's to reset", async () => {
      const { id } = await newUser("owner-by-role@tengman.local");
      await give(id, "owner");
      expect(await send("POST", `/admin/users/${id}/reset-password`, as("owner"))).toMatchObject({
        status: 403,
        body: { code: "account_protected" },
      });
      expect((await send("DELETE", `/admin/users/${id}`, as("owner"))).status).toBe(200);
      const { body } = await send("GET", "/admin/mall/roles", as("owner"));
      expect(body.changes[0]).toMatchObject({ user_id: id, from_role: "owner", to_role: null });
    });
  });

  describe("a log-in ends", () => {
    const isOver = async (headers: Record<string, string>) => {
      for (const [method, path] of [
        ["GET", "/admin/orders"],
        ["GET", "/admin/distribution/payouts"],
        ["GET", "/admin/users/me"],
        ["POST", "/admin/products"],
        ["POST", "/auth/token/refresh"],
      ] as const) {
        const answer = await send(method, path, headers, method === "POST" ? {} : undefined);
        expect([path, answer.status, answer.body.code]).toEqual([path, 401, "session_ended"]);
      }
    };

    it("at once when the user is removed, with its cookie", async () => {
      const { id, token } = await newUser("leaving@tengman.local");
      const cookie = await cookieOf(token);
      expect((await send("GET", "/admin/orders", { cookie })).status).toBe(200);
      expect((await send("DELETE", `/admin/users/${id}`, as("owner"))).status).toBe(200);
      await isOver(bearer(token));
      await isOver({ cookie });
      expect((await send("POST", "/auth/session", bearer(token), {})).status).toBe(401);
    });

    it("when the password is changed, while the next one's goes on", async () => {
      const { id, token } = await newUser("changing@tengman.local");
      const cookie = await cookieOf(token);
      // A token is dated by the second.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      const reset = await send("POST", `/admin/users/${id}/reset-password`, bearer(token));
      const password = "the-next-password";
      await send("POST", "/auth/user/emailpass/update", bearer(reset.body.token), { password });
      await isOver(bearer(token));
      await isOver({ cookie });
      const next = await tokenOfUser(opened().shop, "changing@tengman.local", password);
      expect((await send("GET", "/admin/orders", bearer(next))).status).toBe(200);
    });

    it("when an API key is revoked", async () => {
      const made = await send("POST", "/admin/api-keys", as("owner"), {
        title: "to be revoked",
        type: "secret",
      });
      const basic = {
        authorization: `Basic ${Buffer.from(`${made.body.api_key.token}:`).toString("base64")}`,
      };
      expect((await send("GET", "/admin/orders", basic)).status).toBe(200);
      expect((await send("POST", "/admin/api-keys", basic, { title: "more", type: "secret" })).status).toBe(
        403,
      );
      await send("POST", `/admin/api-keys/${made.body.api_key.id}/revoke`, as("owner"), {});
      expect((await send("GET", "/admin/orders", basic)).status).toBe(401);
    });
  });

  describe("a session cookie", () => {
    const entry = { content: "谁都看得到的条款".repeat(4) };

    it("is not believed when the page of somebody else sends it", async () => {
      const cookie = await cookieOf(await tokenOfUser(opened().shop, opened().shop.admin.email));
      const foreign = { cookie, origin: "https://evil.example" };
      const form = { "content-type": "application/x-www-form-urlencoded" };
      const before = await send("GET", "/admin/mall/disclosures", { cookie });
      for (const [headers, body] of [
        [{ ...foreign, ...form }, "content=x"],
        [{ cookie, ...form }, "content=x"],
        [{ cookie, "content-type": "text/plain" }, '{"content":"x"}'],
        [{ cookie, "sec-fetch-site": "cross-site" }, entry],
        [foreign, entry],
      ] as const) {
        const answer = await send("POST", "/admin/mall/disclosures", headers, body);
        expect(answer).toMatchObject({ status: 403, body: { code: "foreign_origin" } });
      }
      expect((await send("DELETE", "/auth/session", foreign)).status).toBe(403);
      expect((await send("GET", "/admin/mall/disclosures", { cookie })).body).toEqual(before.body);
    });

    it("is believed from the shop's own page and from a script; a bearer's origin does not matter", async () => {
      const { shop } = opened();
      const token = await tokenOfUser(shop, shop.admin.email);
      const cookie = await cookieOf(token);
      const believed: Record<string, string>[] = [
        { cookie, origin: shop.origin },
        { cookie },
        { ...bearer(token), origin: "https://evil.example" },
      ];
      for (const headers of believed) {
        expect((await send("POST", "/admin/price-preferences", headers, {})).status).not.toBe(403);
      }
    });
  });
}

const idsOf = ({ headers }: World): { owner: string } => ({
  owner: String(claimsOf((headers.owner.authorization ?? "").slice("Bearer ".length)).actor_id),
});
