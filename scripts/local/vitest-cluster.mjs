// Vitest's global set-up for integration tests: one PostgreSQL for all files of the run.
import { closeTestCluster, testCluster } from "./test-shop.mjs";

export async function setup() {
  await testCluster();
}

export async function teardown() {
  await closeTestCluster();
}
