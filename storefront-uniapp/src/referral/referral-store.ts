import { defineStore } from "pinia";
import { acceptBinding, previewBinding } from "@/api/distribution";
import { isRefusal, sentenceFor } from "@/api/refusal";
import { toast } from "@/components/toast";
import { t } from "@/locale";
import { paths } from "@/navigation/go";
import { readToken } from "@/session/token";
import {
  type BindingEvent,
  type BindingFlow,
  rememberAnswered,
  shareTokenIn,
  startFlow,
  step,
} from "./binding-flow";
import {
  readAnsweredTokens,
  readPendingToken,
  readSharedProduct,
  writeAnsweredTokens,
  writePendingToken,
  writeSharedProduct,
} from "./referral-memory";

/** Keeps the share token of the page's address for the rest of this tab's visit. Call before the router starts. */
export function captureReferral(search: string, pathname = ""): void {
  const token = shareTokenIn(search);
  if (token === undefined) return;
  writePendingToken(token);
  writeSharedProduct(pathname === paths.product);
}

/** Asks, once somebody is logged in, whether to bind the inviter of the captured token. */
export const useReferral = defineStore("referral", {
  state: (): { flow: BindingFlow } => ({ flow: startFlow(readPendingToken(), readAnsweredTokens()) }),
  getters: {
    /** Somebody shared this page and the shopper could still answer after logging in. */
    awaitingLogIn: (state) => state.flow.phase === "waiting" && readToken() === undefined,
    isProduct: () => readSharedProduct(),
    offered: (state) => state.flow.phase === "offered" || state.flow.phase === "accepting",
    accepting: (state) => state.flow.phase === "accepting",
    inviter: (state) =>
      state.flow.phase === "offered" || state.flow.phase === "accepting" ? state.flow.inviter : "",
  },
  actions: {
    advance(event: BindingEvent) {
      this.flow = step(this.flow, event);
      if (this.flow.phase === "done") {
        writeAnsweredTokens(rememberAnswered(readAnsweredTokens(), this.flow.token));
      }
    },
    /** Looks the token up when it is time to: pages call it whenever they are shown. */
    async look() {
      if (this.flow.phase !== "waiting" || readToken() === undefined) return;
      const { token } = this.flow;
      this.advance({ kind: "log_in_seen" });
      try {
        const preview = await previewBinding(token);
        this.advance({
          kind: "previewed",
          outcome: preview.outcome,
          inviter: preview.inviter.display_name,
        });
      } catch (error) {
        const transient = !isRefusal(error) || error.status === 401;
        this.advance({ kind: transient ? "unreachable" : "refused" });
      }
    },
    async accept() {
      if (this.flow.phase !== "offered") return;
      const { token, inviter } = this.flow;
      this.advance({ kind: "accepted" });
      try {
        await acceptBinding(token);
        this.advance({ kind: "bound" });
        toast(t.binding.bound(inviter));
      } catch (error) {
        this.advance({ kind: isRefusal(error) && error.status !== 401 ? "refused" : "unreachable" });
        toast(sentenceFor(error));
      }
    },
    decline() {
      this.advance({ kind: "declined" });
    },
  },
});
