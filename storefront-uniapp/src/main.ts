// First: the landing address has to be read before the router touches it.
import "@/navigation/landing";
import { createPinia } from "pinia";
import { createSSRApp } from "vue";
import { count, sendWhenLeft } from "@/insights/collector";
import { prepareLanguage } from "@/locale/language";
import { shareTokenIn } from "@/referral/binding-flow";
import { captureReferral } from "@/referral/referral-store";
import App from "./App.vue";

/** The entry that uni-app writes waits for it (`build/await-language.ts`). */
export const languageReady = prepareLanguage();

captureReferral(location.search, location.pathname);
const share_token = shareTokenIn(location.search);
if (share_token !== undefined) count({ kind: "open", share_token });
sendWhenLeft();

/** uni-app's entry: it calls this and mounts what comes back. */
export function createApp() {
  const app = createSSRApp(App);
  app.use(createPinia());
  return { app };
}
