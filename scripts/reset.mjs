// `npm run reset`: forgets the local shop (database, local WeChat, logs), so that the next start begins anew.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { isPortFree } from "./local/children.mjs";
import { clusterFolder, dataFolder } from "./local/places.mjs";
import { readLocalSettings } from "./local/settings.mjs";

const { shopPort, postgresPort } = readLocalSettings();
for (const port of [shopPort, postgresPort]) {
  if (!(await isPortFree(port))) {
    console.error(`A shop still runs (port ${port} is in use): end it with Ctrl-C first.`);
    process.exit(1);
  }
}
for (const path of [
  clusterFolder("postgres"),
  join(dataFolder, "wechat"),
  join(dataFolder, "media"),
  join(dataFolder, "filled"),
  join(dataFolder, "secrets.json"),
]) {
  rmSync(path, { recursive: true, force: true });
}
console.log("The local shop is forgotten. npm start makes a new one.");
