import { dirname } from "node:path";

/** The very copy of a package that Medusa's framework runs on, so that the front and Medusa speak of one and the same. */
export function ofMedusa<T>(name: "express" | "ioredis" | "morgan"): T {
  const framework = dirname(require.resolve("@medusajs/framework"));
  return require(require.resolve(name, { paths: [framework] }));
}
