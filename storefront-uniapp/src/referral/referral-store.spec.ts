import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Binding, BindingPreview } from "@/api/referral-types";
import { Refusal, Unreachable } from "@/api/refusal";
import { writeToken } from "@/session/token";
import { captureReferral, useReferral } from "./referral-store";

const server = vi.hoisted(() => ({
  previewBinding: vi.fn<(token: string) => Promise<BindingPreview>>(),
  acceptBinding: vi.fn<(token: string) => Promise<Binding>>(),
}));
vi.mock("@/api/distribution", () => server);

/** A page load: new stores, the same storage. */
function openPage(search = ""): ReturnType<typeof useReferral> {
  captureReferral(search);
  setActivePinia(createPinia());
  return useReferral();
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  server.previewBinding
    .mockReset()
    .mockResolvedValue({ inviter: { display_name: "林晓雨" }, outcome: "can_bind" });
  server.acceptBinding.mockReset();
});

describe("the referral of a visit", () => {
  it("asks nothing of the server before somebody is logged in, and keeps the token through the log-in", async () => {
    const before = openPage("?st=tok1");
    await before.look();
    expect(before.awaitingLogIn).toBe(true);
    expect(server.previewBinding).not.toHaveBeenCalled();

    writeToken("customer");
    const after = openPage("?code=c&state=s");
    await after.look();
    expect(after.offered).toBe(true);
    expect(after.inviter).toBe("林晓雨");
    expect(server.acceptBinding).not.toHaveBeenCalled();
  });

  it("remembers a refusal for that token, and asks again for another one", async () => {
    writeToken("customer");
    const first = openPage("?st=tok1");
    await first.look();
    first.decline();
    const again = openPage("?st=tok1");
    await again.look();
    expect(again.offered).toBe(false);
    const other = openPage("?st=tok2");
    await other.look();
    expect(other.offered).toBe(true);
  });

  it("binds on acceptance, once", async () => {
    writeToken("customer");
    server.acceptBinding.mockResolvedValue({
      id: "bind_1",
      inviter: { display_name: "林晓雨" },
      bound_at: "",
    });
    const page = openPage("?st=tok1");
    await page.look();
    await page.accept();
    await page.accept();
    expect(server.acceptBinding.mock.calls).toEqual([["tok1"]]);
    expect(page.offered).toBe(false);
  });

  it("offers again when acceptance did not reach the server, and stops when the server refuses", async () => {
    writeToken("customer");
    const page = openPage("?st=tok1");
    await page.look();
    server.acceptBinding.mockRejectedValueOnce(new Unreachable("offline"));
    await page.accept();
    expect(page.offered).toBe(true);
    server.acceptBinding.mockRejectedValueOnce(new Refusal(409, "already_bound", "已绑定"));
    await page.accept();
    expect(page.offered).toBe(false);
  });

  it("opens the page all the same when the token is unknown", async () => {
    writeToken("customer");
    server.previewBinding.mockRejectedValue(new Refusal(404, "share_token_unknown", "分享已失效"));
    const page = openPage("?st=gone");
    await page.look();
    expect(page.offered).toBe(false);
    await page.look();
    expect(server.previewBinding).toHaveBeenCalledTimes(1);
  });
});
