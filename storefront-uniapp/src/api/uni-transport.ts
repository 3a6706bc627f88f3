import { deviceId } from "../session/device";
import type { Answer, Transport } from "./client";

const TIMEOUT_MS = 20_000;

const typeOf = (body: unknown): string =>
  body instanceof ArrayBuffer ? "application/octet-stream" : "application/json";

/** Carries requests with `uni.request`; every status is an answer, only silence rejects. */
export const uniTransport: Transport = ({ method, url, headers, body, binary = false }) =>
  new Promise<Answer>((resolve, reject) => {
    uni.request({
      method,
      url,
      header: { "content-type": typeOf(body), "x-device-id": deviceId(), ...headers },
      data: body === undefined || body instanceof ArrayBuffer ? body : JSON.stringify(body),
      ...(binary ? { responseType: "arraybuffer" } : {}),
      timeout: TIMEOUT_MS,
      success: (result) => {
        const header: Record<string, unknown> = result.header ?? {};
        const date = header.date ?? header.Date;
        resolve({
          status: result.statusCode,
          body: result.data,
          ...(typeof date === "string" ? { serverTime: date } : {}),
        });
      },
      fail: (failure) => reject(new Error(failure.errMsg)),
    });
  });
