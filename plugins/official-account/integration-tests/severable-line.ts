import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line between the shop and WeChat that a test can cut. */
export async function openSeverableLine() {
  let target: { host: string; port: number } | undefined;
  let cut = false;
  const open = new Set<Socket>();
  const server = createServer((caller) => {
    if (cut || !target) {
      caller.destroy();
      return;
    }
    const callee = connect(target);
    for (const socket of [caller, callee]) {
      open.add(socket);
      socket.on("close", () => open.delete(socket));
      socket.on("error", () => {
        caller.destroy();
        callee.destroy();
      });
    }
    caller.pipe(callee);
    callee.pipe(caller);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(origin: string) {
      const { hostname, port } = new URL(origin);
      target = { host: hostname, port: Number(port) };
    },
    cut() {
      cut = true;
      for (const socket of open) socket.destroy();
    },
    mend() {
      cut = false;
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
