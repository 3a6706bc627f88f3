// `npm run check`: types, lint, tidy and unit tests.
import { createClosing } from "./local/closing.mjs";
import { installDependencies } from "./local/dependencies.mjs";
import { createProgress } from "./local/progress.mjs";

const progress = createProgress();
createClosing({ says: "Ending the tests …", exitCode: 130 });
try {
  await installDependencies(progress);
  const { runCheck } = await import("./local/run-check.mjs");
  const { ok, counts } = await runCheck();
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = ok && counts.failed === 0 && counts.skipped === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  progress.finish();
}
