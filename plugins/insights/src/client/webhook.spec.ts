import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress, postWebhook } from "./webhook";

const received: { headers: IncomingHttpHeaders; body: string }[] = [];
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((req, res) => {
    let body = "";
    req.on("data", (chunk) => {
      body += chunk;
    });
    req.on("end", () => {
      received.push({ headers: req.headers, body });
      if (req.url === "/away") res.writeHead(302, { location: `${origin}/taken` });
      else res.writeHead(req.url === "/taken" ? 204 : 500);
      res.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const message = (path: string, may_be_private = true) => ({
  url: `${origin}${path}`,
  secret: "s".repeat(40),
  id: "aldl_1",
  body: '{"kind":"low_stock"}',
  now: new Date("2026-11-30T00:00:00Z"),
  may_be_private,
});

describe("a message", () => {
  it("is signed over its second and body, and carries its number", async () => {
    expect(await postWebhook(message("/taken"))).toBeNull();
    const { headers, body } = received.at(-1) ?? { headers: {}, body: "" };
    const t = Date.parse("2026-11-30T00:00:00Z") / 1_000;
    const v1 = createHmac("sha256", "s".repeat(40)).update(`${t}.${body}`).digest("hex");
    expect(headers).toMatchObject({
      "x-tengman-signature": `t=${t},v1=${v1}`,
      "x-tengman-delivery": "aldl_1",
    });
  });

  it("that is not taken says why, and no redirect is followed", async () => {
    expect(await postWebhook(message("/broken"))).toBe("status_500");
    const before = received.length;
    expect(await postWebhook(message("/away"))).toBe("status_302");
    expect(received.length).toBe(before + 1);
    expect(await postWebhook({ ...message("/taken"), url: "http://127.0.0.1:1/" })).toBe("econnrefused");
  });

  it("goes to no private address and over no open line, whatever name it has", async () => {
    const before = received.length;
    const { port } = new URL(origin);
    const refused = [
      [`http://127.0.0.1:${port}/taken`, "not_https"],
      [`https://127.0.0.1:${port}/taken`, "address_not_public"],
      [`https://[::1]:${port}/taken`, "address_not_public"],
      [`https://[::ffff:127.0.0.1]:${port}/taken`, "address_not_public"],
      [`https://2130706433:${port}/taken`, "address_not_public"],
      [`https://localhost:${port}/taken`, "address_not_public"],
    ];
    for (const [url = "", reason] of refused) {
      expect([url, await postWebhook({ ...message("/taken", false), url })]).toEqual([url, reason]);
    }
    expect(received.length).toBe(before);
  });
});

it.each([
  ["8.8.8.8", true],
  ["1.1.1.1", true],
  ["2400:3200::1", true],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["169.254.169.254", false],
  ["172.31.255.255", false],
  ["192.168.1.1", false],
  ["0.0.0.0", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["fe80::1", false],
  ["fd00::1", false],
  ["64:ff9b::7f00:1", false],
  ["2002:7f00:1::", false],
  ["localhost", false],
])("the address %s is public: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
