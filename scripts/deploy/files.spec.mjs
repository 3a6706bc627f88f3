// What of deploy/ can be checked without the programs that read it; npm run test:deploy asks those.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { repositoryRoot } from "../local/places.mjs";

const deploy = join(repositoryRoot, "deploy");
const read = (/** @type {string[]} */ ...path) => readFileSync(join(deploy, ...path), "utf8");
const { environmentSchema } = createRequire(import.meta.url)("../../medusa-server/environment.js");
const VARIABLES = new Set(Object.keys(environmentSchema.shape));
/** Variables of Node, Medusa and the shop's folder that `environment.js` does not read. */
const OTHERS = new Set(["NODE_ENV", "MEDUSA_WORKER_MODE", "MEDUSA_DISABLE_TELEMETRY"]);
const unknownOf = (/** @type {string[]} */ names) =>
  names.filter((name) => !VARIABLES.has(name.replace(/_FILE$/, "")) && !OTHERS.has(name));

/** @type {Record<string, any>} */
const compose = parse(read("compose.yaml"), { merge: true });
/** @type {[string, any][]} */
const services = Object.entries(compose.services);

test.each(services)(
  "compose: %s is healthy or not, bounded, and may do no more than it must",
  (name, service) => {
    expect(service.profiles).toHaveLength(1);
    expect(["core", "monitoring", "backup"]).toContain(service.profiles[0]);
    expect(service.image).toMatch(/:[^}]*[\w.-]+\}?$/);
    expect(service.deploy.resources.limits.memory).toBeDefined();
    expect(service.logging.options["max-size"]).toBeDefined();
    expect(service.healthcheck.test ?? service.healthcheck.disable).toBeTruthy();
    for (const secret of service.secrets ?? []) expect(compose.secrets).toHaveProperty(secret);
    for (const port of service.ports ?? []) {
      if (name !== "nginx") expect(port).toMatch(/^127\.0\.0\.1:/);
    }
    // PostgreSQL's image starts as root to own its folder, and then gives that up.
    if (name !== "postgres") {
      expect(service).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
      expect(service.security_opt).toEqual(["no-new-privileges:true"]);
    }
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(["service_healthy", "service_completed_successfully"]).toContain(condition);
      expect(compose.services).toHaveProperty(needed);
    }
  },
);

test("compose: no secret stands in it, each is a file of its own", () => {
  for (const [, { environment = {} }] of services) {
    for (const [name, value] of Object.entries(environment)) {
      if (/PASSWORD|SECRET|_KEY|_URL/.test(name)) expect(String(value), name).toMatch(/^\/run\/secrets\//);
    }
  }
  for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^secrets\//);
});

test("compose and Kubernetes set variables that the server reads", () => {
  for (const name of ["migrate", "server-1", "server-2", "worker"]) {
    expect(unknownOf(Object.keys(compose.services[name].environment))).toEqual([]);
  }
  const example = read("shop.env.example").matchAll(/^([A-Z_]+)=/gm);
  expect(unknownOf([...example].map(([, name]) => String(name)))).toEqual([]);
  const maps = manifests().filter(({ kind }) => kind === "ConfigMap");
  expect(maps.length).toBeGreaterThan(1);
  for (const { data } of maps) expect(unknownOf(Object.keys(data))).toEqual([]);
});

test("compose: files that are mounted are there", () => {
  for (const [, { volumes = [] }] of services) {
    for (const volume of volumes) {
      const [from] = String(volume).split(":");
      if (from?.startsWith("./") && !from.startsWith("./secrets/"))
        expect(existsSync(join(deploy, from)), from).toBe(true);
      else if (!from?.startsWith("./")) expect(compose.volumes).toHaveProperty(String(from));
    }
  }
});

/** @returns {string[]} the paths of all files below a folder whose names end so */
function filesIn(/** @type {string} */ folder, /** @type {string} */ ending) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** @returns {any[]} every object of the base and the overlay */
function manifests() {
  return filesIn(join(deploy, "kubernetes"), ".yaml").flatMap((file) =>
    parseAllDocuments(readFileSync(file, "utf8")).map((document) => {
      expect(document.errors, file).toEqual([]);
      return document.toJS();
    }),
  );
}

test("Kubernetes: each kustomization lists every file beside it, and no other", () => {
  for (const folder of ["base", "overlays/production"]) {
    const files = readdirSync(join(deploy, "kubernetes", folder)).filter(
      (file) => file !== "kustomization.yaml",
    );
    const { resources, patches = [] } = parse(read("kubernetes", folder, "kustomization.yaml"));
    const listed = [...resources, ...patches.map((/** @type {{ path: string }} */ { path }) => path)];
    expect(listed.filter((file) => file.endsWith(".yaml")).toSorted()).toEqual(files.toSorted());
  }
});

/** @type {[string, any][]} */
const workloads = manifests()
  .filter(({ kind }) => kind === "Deployment" || kind === "Job")
  .map((one) => [one.metadata.name, one]);

test.each(workloads)(
  "Kubernetes: %s is restricted, bounded and keeps its word when it ends",
  (_name, { kind, spec }) => {
    const pod = spec.template.spec;
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: "RuntimeDefault" },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    const volumes = pod.volumes.map((/** @type {{ name: string }} */ { name }) => name);
    for (const container of pod.containers) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
      expect(container.resources.limits.memory).toBeDefined();
      for (const { name } of container.volumeMounts) expect(volumes).toContain(name);
      if (kind !== "Deployment") continue;
      expect(container.readinessProbe.httpGet.path).toBe("/health/ready");
      expect(container.livenessProbe.httpGet.path).toBe("/health/live");
      expect(container.startupProbe.httpGet.path).toBe("/health/live");
    }
    if (kind === "Deployment") expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(10 + 30);
  },
);

test("Kubernetes: what selects servers selects some", () => {
  const labels = new Set(workloads.map(([, { spec }]) => spec.template.metadata.labels.app));
  const budgets = manifests().filter(({ kind }) => kind === "PodDisruptionBudget");
  expect(budgets.map(({ spec }) => spec.selector.matchLabels.app).toSorted()).toEqual(["server", "worker"]);
  const policies = manifests().filter(({ kind }) => kind === "NetworkPolicy");
  expect(policies.some(({ spec }) => Object.keys(spec.podSelector).length === 0)).toBe(true);
  for (const { spec } of policies) {
    for (const value of spec.podSelector.matchExpressions?.[0].values ?? []) expect(labels).toContain(value);
  }
  const [scaler] = manifests().filter(({ kind }) => kind === "HorizontalPodAutoscaler");
  expect(labels).toContain(scaler.spec.scaleTargetRef.name);
});

test("alerts, dashboards and the scaler ask for metrics that there are", () => {
  const folders = [
    "medusa-server/src/metrics",
    ...readdirSync(join(repositoryRoot, "plugins")).map((plugin) => `plugins/${plugin}/src/modules`),
  ].map((folder) => join(repositoryRoot, folder));
  const sources = folders.filter(existsSync).flatMap((folder) => filesIn(folder, ".ts"));
  const all = sources.map((file) => readFileSync(file, "utf8")).join("\n");
  const asked = [
    read("prometheus", "rules", "shop.yml"),
    read("grafana", "shop.json"),
    read("kubernetes", "base", "server.yaml"),
  ].join("\n");
  const names = new Set([...asked.matchAll(/\b(tengman|wechat_pay)_[a-z0-9_]+/g)].map(([name]) => name));
  expect(names.size).toBeGreaterThan(15);
  // Those that prom-client brings along by itself.
  const standard = /^tengman_(nodejs_eventloop_lag_p99_seconds|process_resident_memory_bytes)$/;
  const unknown = [...names].filter((name) => {
    const plain = name.replace(/^tengman_/, "").replace(/_(bucket|count|sum)$/, "");
    const counted = plain.replace(/_total$/, "");
    return (
      !standard.test(name) && ![plain, counted, `tengman_${plain}`].some((one) => all.includes(`"${one}"`))
    );
  });
  expect(unknown).toEqual([]);
});

test("each alert has a runbook", () => {
  const runbooks = readFileSync(join(repositoryRoot, "docs", "operations", "runbooks.md"), "utf8");
  /** @type {{ groups: { rules: { alert?: string, annotations?: { runbook: string } }[] }[] }} */
  const { groups } = parse(read("prometheus", "rules", "shop.yml"));
  const alerts = groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert);
  expect(alerts.length).toBeGreaterThan(10);
  for (const { alert, annotations } of alerts)
    expect(runbooks, alert).toContain(`<a id="${annotations?.runbook}"></a>`);
});

test("the image runs as nobody in particular and holds what it copies", () => {
  const dockerfile = read("Dockerfile");
  const runtime = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  expect(runtime).toMatch(/^USER node$/m);
  expect(runtime).not.toMatch(/\b(ENV|ARG)\b[^\n]*(SECRET|PASSWORD|TOKEN)/);
  for (const [, path] of runtime.matchAll(/COPY --from=build --chown=root:root ([^\n]*) \/shop/g)) {
    for (const one of String(path).split(" ")) {
      const inTree = one.replace(/^\/shop\//, "").replace(/(^|\/)(dist|node_modules)$/, "");
      expect(existsSync(join(repositoryRoot, inTree)), one).toBe(true);
    }
  }
  expect(readFileSync(join(repositoryRoot, ".dockerignore"), "utf8")).toMatch(/^\.env$/m);
});
