import { deviceId } from "../session/device";
import type { Answer, Transport } from "./client";

const TIMEOUT_MS = 20_000;

/** Carries requests with `uni.request`; every status is an answer, only silence rejects. */
export const uniTransport: Transport = ({ method, url, headers, body }) =>
  new Promise<Answer>((resolve, reject) => {
    uni.request({
      method,
      url,
      header: { "content-type": "application/json", "x-device-id": deviceId(), ...headers },
      data: body === undefined ? undefined : JSON.stringify(body),
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
