// `npm test`: sets up what the tests need, then runs check, integration, protocol and browser tests.
import { createClosing } from "./local/closing.mjs";
import { installDependencies } from "./local/dependencies.mjs";
import { createProgress } from "./local/progress.mjs";

const progress = createProgress();
createClosing({ says: "Ending the tests …", exitCode: 130 });
try {
  await installDependencies(progress);
  const { runAllTests } = await import("./local/run-tests.mjs");
  process.exitCode = (await runAllTests(progress)) ? 0 : 1;
} catch (error) {
  progress.finish();
  console.error(`\n${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
