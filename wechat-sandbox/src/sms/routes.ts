import type { FastifyInstance } from "fastify";
import type { StateStore } from "../state/state-store.js";
import { AliyunSms } from "./aliyun.js";
import type { SmsInbox } from "./inbox.js";
import type { SmsAccount } from "./sms-account.js";
import { TencentSms } from "./tencent.js";
import { headerOf, type VendorRequest } from "./vendor-request.js";

/** What stands behind the vendors' API and the inboxes. */
export interface SmsDependencies {
  store: StateStore;
  sms_inbox: SmsInbox;
  sms_account: SmsAccount;
}

/** Registers `POST /`, where both vendors' clients call: each names itself by its own header. */
export function registerSmsRoutes(
  app: FastifyInstance,
  { store, sms_inbox, sms_account }: SmsDependencies,
): void {
  const aliyun = new AliyunSms(sms_account, sms_inbox);
  const tencent = new TencentSms(sms_account, sms_inbox);
  app.register(async (scope) => {
    // Both sign the hash of the body's bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.post("/", async (request, reply) => {
      const called: VendorRequest = {
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      };
      const vendor = headerOf(called, "x-tc-action") === "" ? aliyun : tencent;
      const { status, body } = vendor.answer(called, Date.now());
      await store.saved();
      return reply.code(status).send(body);
    });
  });
}
