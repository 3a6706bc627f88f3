import { describe, expect, it, vi } from "vitest";
import { type Answer, createClient, type Transport, withQuery } from "./client";
import { Refusal, sentenceFor, Unreachable } from "./refusal";

function clientAnswering(answer: Answer | Error, token: string | undefined = "stored-token") {
  const transport = vi.fn<Transport>(() =>
    answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
  );
  const onTokenRejected = vi.fn();
  const onServerTime = vi.fn();
  const api = createClient({
    transport,
    publishableKey: () => "pk_test",
    customerToken: () => token,
    onTokenRejected,
    onServerTime,
  });
  return { api, transport, onTokenRejected, onServerTime };
}

describe("the client", () => {
  it("sends the publishable key, the token and the body, and returns the answer", async () => {
    const { api, transport } = clientAnswering({ status: 201, body: { order: { id: "order_1" } } });
    await expect(api("POST", "/store/mall/orders", { body: { items: [] } })).resolves.toEqual({
      order: { id: "order_1" },
    });
    expect(transport).toHaveBeenCalledWith({
      method: "POST",
      url: "/store/mall/orders",
      headers: { "x-publishable-api-key": "pk_test", authorization: "Bearer stored-token" },
      body: { items: [] },
    });
  });

  it("sends no authorization when nobody is logged in", async () => {
    const { api, transport } = clientAnswering({ status: 200, body: {} }, "");
    const anonymous = createClient({
      transport,
      publishableKey: () => "pk_test",
      customerToken: () => undefined,
      onTokenRejected: () => undefined,
    });
    await anonymous("GET", "/store/mall/home");
    expect(transport.mock.lastCall?.[0].headers).toEqual({ "x-publishable-api-key": "pk_test" });
    expect(api).toBeTypeOf("function");
  });

  it("throws the server's refusal with its code, sentence and field", async () => {
    const { api } = clientAnswering({
      status: 409,
      body: { type: "not_allowed", code: "out_of_stock", message: "库存不足", field: "items.0.quantity" },
    });
    const refusal = await api("POST", "/store/mall/orders").catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      status: 409,
      code: "out_of_stock",
      message: "库存不足",
      field: "items.0.quantity",
    });
  });

  it("never shows people an English message", async () => {
    const { api } = clientAnswering({
      status: 400,
      body: { type: "invalid_data", message: "Invalid request" },
    });
    const refusal = await api("GET", "/store/x").catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "invalid_data" });
    expect(sentenceFor(refusal)).toMatch(/\p{Script=Han}/u);
  });

  it("keeps a vendor's failure that carries a code, and calls other 5xx unreachable", async () => {
    const vendor = clientAnswering({
      status: 502,
      body: { code: "payment_unavailable", message: "支付暂不可用" },
    });
    await expect(vendor.api("POST", "/x")).rejects.toMatchObject({ code: "payment_unavailable" });
    const medusas = { code: "unknown_error", type: "unknown_error", message: "An unknown error occurred." };
    for (const answer of [
      { status: 500, body: "<html>" },
      { status: 500, body: medusas },
      { status: 502, body: "<html>" },
    ]) {
      await expect(clientAnswering(answer).api("GET", "/x")).rejects.toBeInstanceOf(Unreachable);
    }
  });

  it("calls silence unreachable", async () => {
    const { api } = clientAnswering(new Error("request:fail timeout"));
    await expect(api("GET", "/x")).rejects.toBeInstanceOf(Unreachable);
  });

  it("reports a rejected token once per answer, naming the token that was sent", async () => {
    const { api, onTokenRejected } = clientAnswering({ status: 401, body: { type: "unauthorized" } });
    await expect(api("GET", "/store/customers/me")).rejects.toBeInstanceOf(Refusal);
    expect(onTokenRejected.mock.calls).toEqual([["stored-token"]]);
  });

  it("leaves the stored token alone when a token of the log-in itself is refused", async () => {
    const { api, onTokenRejected, transport } = clientAnswering({ status: 401, body: {} });
    await expect(api("POST", "/store/wechat/customers", { token: "fresh" })).rejects.toBeInstanceOf(Refusal);
    expect(transport.mock.lastCall?.[0].headers.authorization).toBe("Bearer fresh");
    expect(onTokenRejected).not.toHaveBeenCalled();
  });

  it("learns the server's clock", async () => {
    const date = "Fri, 01 May 2026 08:00:00 GMT";
    const { api, onServerTime } = clientAnswering({ status: 200, body: {}, serverTime: date });
    await api("GET", "/x");
    expect(onServerTime).toHaveBeenCalledWith(date);
  });
});

describe("queries", () => {
  it("are encoded, without what is absent or empty", () => {
    expect(withQuery("/p", { q: "龙井 茶", limit: 20, cursor: undefined, state: "" })).toBe(
      "/p?q=%E9%BE%99%E4%BA%95%20%E8%8C%B6&limit=20",
    );
    expect(withQuery("/p", {})).toBe("/p");
    expect(withQuery("/p", { a: ["x=1", "y"], b: [] })).toBe("/p?a=x%3D1&a=y");
  });
});
