// Loaded into a server with `node --require`: counts every statement that leaves this process for PostgreSQL, through
// whichever copy of `pg`, and answers with the count and the CPU this process has used on a port of its own.
const { createServer } = require("node:http");
const Module = require("node:module");

let statements = 0;
/** @type {string[] | null} what was sent, while somebody wants to know */
let texts = null;

const patched = new WeakSet();

/** @param {{ prototype: { query: Function } }} Client */
function count(Client) {
  if (patched.has(Client)) return;
  patched.add(Client);
  const { query } = Client.prototype;
  Client.prototype.query = function (/** @type {any} */ config, /** @type {any[]} */ ...rest) {
    statements += 1;
    texts?.push(typeof config === "string" ? config : (config?.text ?? "(stream)"));
    return query.call(this, config, ...rest);
  };
}

const load = Module._load;
Module._load = function (/** @type {string} */ request, /** @type {any[]} */ ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (request === "pg" && loaded?.Client) count(loaded.Client);
  return loaded;
};

createServer((request, response) => {
  if (request.url === "/texts") {
    const said = texts ?? [];
    texts = [];
    response.end(JSON.stringify(said));
    return;
  }
  const { user, system } = process.cpuUsage();
  const { rss } = process.memoryUsage();
  response.end(JSON.stringify({ statements, cpu_ms: (user + system) / 1_000, memory_mb: rss / 1_048_576 }));
})
  .listen(Number(process.env.BENCH_COUNTER_PORT), "127.0.0.1")
  .unref();
