// First: the landing address has to be read before the router touches it.
import "@/navigation/landing";
import { createPinia } from "pinia";
import { createSSRApp } from "vue";
import { captureReferral } from "@/referral/referral-store";
import App from "./App.vue";

captureReferral(location.search, location.pathname);

/** uni-app's entry: it calls this and mounts what comes back. */
export function createApp() {
  const app = createSSRApp(App);
  app.use(createPinia());
  return { app };
}
