import { readCommandLine } from "./options.js";
import { startSandbox } from "./sandbox.js";

async function main(): Promise<void> {
  const sandbox = await startSandbox(readCommandLine(process.argv.slice(2)));
  console.log(`wechat-sandbox ready ${sandbox.origin} web-views ${sandbox.web_view_origins.join(" ")}`);
  let closing = false;
  const stop = () => {
    if (closing) return;
    closing = true;
    sandbox.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function fail(error: unknown): never {
  console.error(`wechat-sandbox: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

main().catch(fail);
