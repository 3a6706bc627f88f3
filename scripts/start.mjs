// `npm start`: sets up everything a shop on this machine needs and opens it.
import { createClosing } from "./local/closing.mjs";
import { installDependencies } from "./local/dependencies.mjs";
import { createProgress } from "./local/progress.mjs";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Tengman needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const progress = createProgress();
const closing = createClosing({ says: "Closing the shop …", exitCode: 0 });
console.log("藤蔓 Tengman: opening the shop on this machine\n");
try {
  await installDependencies(progress);
  // Everything from here on uses installed packages.
  const { openShop } = await import("./local/open-shop.mjs");
  await openShop(progress, closing);
} catch (error) {
  // Steps that Ctrl-C ended fail too; whoever pressed it need not hear of it.
  if (!closing.isUnderWay()) report(error);
  await closing.close();
}

/** Says what went wrong and what to do. */
function report(/** @type {unknown} */ error) {
  progress.finish();
  console.error(`\n${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
