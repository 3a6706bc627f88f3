import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

let server: Server;
let client: typeof import("./client.js");
const asked: string[] = [];

beforeAll(async () => {
  server = createServer(async (req, res) => {
    let body = "";
    for await (const part of req) body += part;
    asked.push(`${req.method} ${req.url} ${body}`);
    if (req.url === "/admin/silent") res.writeHead(204).end();
    else if (req.url === "/admin/refused") res.writeHead(409).end(JSON.stringify({ message: "不行" }));
    else res.end(JSON.stringify({ done: true }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // The client takes the page's own origin, when it is made.
  const { port } = server.address() as AddressInfo;
  const window = { location: { origin: `http://127.0.0.1:${port}` }, localStorage: { getItem: () => null } };
  vi.stubGlobal("window", window);
  client = await import("./client.js");
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});

it("a command's answer is read, also where there is none", async () => {
  expect(await client.send("/admin/done", { text: "好" })).toEqual({ done: true });
  expect(await client.send("/admin/silent")).toBeUndefined();
  expect(await client.remove("/admin/silent")).toBeUndefined();
  expect(asked).toEqual(['POST /admin/done {"text":"好"}', "POST /admin/silent {}", "DELETE /admin/silent "]);
});

it("a refusal comes in the server's words", async () => {
  await expect(client.send("/admin/refused")).rejects.toThrow("不行");
  await expect(client.remove("/admin/refused")).rejects.toThrow("不行");
});
