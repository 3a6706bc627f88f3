import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Kdniao, kdniaoSign } from "./kdniao";

/** A service that answers what a test lays out, and remembers the forms it was sent. */
let server: Server;
let answer: object = {};
const forms: URLSearchParams[] = [];
let kdniao: Kdniao;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      forms.push(new URLSearchParams(body));
      response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  kdniao = new Kdniao({ business_id: "1237100", key: "secret", base_url: `http://127.0.0.1:${port}` });
});
afterAll(() => server?.close());

const parcel = { carrier_code: "SF", tracking_number: "SF1234567890", phone_tail: "8000" };
const track = {
  ShipperCode: "SF",
  LogisticCode: "SF1234567890",
  State: "3",
  Traces: [
    { AcceptTime: "2026-11-30 08:00:00", AcceptStation: "【杭州】已揽收" },
    { AcceptTime: "2026-11-30 18:00:00", AcceptStation: "已签收" },
  ],
};

it("signs with the Base64 of the hexadecimal MD5, as openssl does", () => {
  // printf '%s' '{"a":1}secret' | md5sum | cut -c1-32 | tr -d '\\n' | base64
  expect(kdniaoSign('{"a":1}', "secret")).toBe(SIGN);
});
const SIGN = "OWQ3N2FjMmE1ZjVhYjE3ZWNjZTM2MmRmMTE4YTI1Yjg=";

it("asks where a parcel is, and reads the events with their states", async () => {
  answer = { EBusinessID: "1237100", Success: true, ...track };
  expect(await kdniao.ask(parcel)).toEqual({
    carrier_code: "SF",
    tracking_number: "SF1234567890",
    state: "signed",
    is_over: true,
    events: [
      { at: new Date("2026-11-30T00:00:00Z"), text: "【杭州】已揽收", state: "in_transit" },
      { at: new Date("2026-11-30T10:00:00Z"), text: "已签收", state: "signed" },
    ],
  });
  const form = Object.fromEntries(forms.at(-1) ?? []);
  expect(form).toMatchObject({ EBusinessID: "1237100", RequestType: "8001", DataType: "2" });
  expect(form.DataSign).toBe(kdniaoSign(form.RequestData ?? "", "secret"));
  expect(JSON.parse(form.RequestData ?? "")).toMatchObject({ ShipperCode: "SF", CustomerName: "8000" });
});

it("knows nothing of an unheard-of parcel, and names the code of a refusal", async () => {
  answer = { Success: true, ...track, Traces: [] };
  expect(await kdniao.ask(parcel)).toBeNull();
  answer = { Success: false, ResultCode: "107" };
  await expect(kdniao.follow(parcel)).rejects.toMatchObject({ code: "107" });
});

it("believes a push that is signed for its own account alone", () => {
  const push = (EBusinessID: string, key: string) => {
    const RequestData = JSON.stringify({ EBusinessID, Count: "1", Data: [track, { odd: true }] });
    return kdniao.readPush({ RequestData, RequestType: "101", DataSign: kdniaoSign(RequestData, key) });
  };
  expect(push("1237100", "secret")?.tracks).toMatchObject([
    { tracking_number: "SF1234567890", is_over: true },
  ]);
  expect(push("1237100", "guess")).toBeNull();
  expect(push("9999999", "secret")).toBeNull();
  expect(kdniao.readPush({})).toBeNull();
});
