// The arrows of docs/architecture.md as dependency-cruiser rules: who may import whom.
const NOT_SPEC = "\\.spec\\.[cm]?tsx?$";
const OUTER_ROOMS = "(api|jobs|subscribers|links)";
const OTHER_SUBJECTS = "(intake|referral|plan|payout|identity|risk|statement)";

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const forbidden = [
  {
    name: "domain-imports-itself-only",
    comment: "src/domain is pure: it imports itself, the shared values and zod, nothing else",
    severity: "error",
    from: { path: "^plugins/([^/]+)/src/domain/", pathNot: NOT_SPEC },
    to: {
      pathNot: [
        "^plugins/$1/src/domain/",
        "(^|node_modules/)(zod|@tengman/values)(/|$)",
        "^packages/values/",
      ],
    },
  },
  {
    name: "stores-import-domain-only",
    comment: "a store holds SQL: it knows the domain, other stores' rows and its own database library",
    severity: "error",
    from: { path: "^plugins/([^/]+)/src/modules/[^/]+/.*(-store|\\.entity)\\.ts$" },
    to: {
      path: "^plugins/[^/]+/src/",
      pathNot: [
        "^plugins/$1/src/domain/",
        "^plugins/$1/src/modules/[^/]+/.*(-store|\\.entity|-cursor|-rows|-lines|own-accruals|-sql)\\.ts$",
      ],
    },
  },
  {
    name: "the-ledger-knows-no-other-subject",
    comment: "whoever moves money posts to the ledger; what money it is, the ledger does not know",
    severity: "error",
    from: {
      path: "^plugins/distribution/src/(domain|modules/distribution|workflows)/ledger/",
      pathNot: NOT_SPEC,
    },
    to: { path: `^plugins/distribution/src/(domain|modules/distribution|workflows)/${OTHER_SUBJECTS}/` },
  },
  {
    name: "subjects-are-reached-by-their-services",
    comment:
      "routes, jobs and workflows ask a subject's service; of its stores they know the rows' types alone",
    severity: "error",
    from: { path: `^plugins/distribution/src/(workflows|${OUTER_ROOMS})/`, pathNot: NOT_SPEC },
    to: {
      path: "^plugins/distribution/src/modules/.*(-store|\\.entity)\\.ts$",
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "modules-know-domain-only",
    comment: "modules import the domain, clients and themselves, never workflows or routes",
    severity: "error",
    from: { path: "^plugins/[^/]+/src/modules/", pathNot: NOT_SPEC },
    to: { path: `^plugins/[^/]+/src/(workflows|admin|${OUTER_ROOMS})/` },
  },
  {
    name: "modules-do-not-meet",
    comment: "only workflows cross modules",
    severity: "error",
    from: { path: "^plugins/([^/]+)/src/modules/([^/]+)/", pathNot: NOT_SPEC },
    to: { path: "^plugins/$1/src/modules/", pathNot: "^plugins/$1/src/modules/$2/" },
  },
  {
    name: "workflows-do-not-know-routes",
    comment: "api, jobs and subscribers call workflows; never back",
    severity: "error",
    from: { path: "^plugins/[^/]+/src/workflows/", pathNot: NOT_SPEC },
    to: { path: `^plugins/[^/]+/src/(admin|${OUTER_ROOMS})/` },
  },
  {
    name: "clients-without-medusa",
    comment: "client folders speak to WeChat and know nothing of Medusa",
    severity: "error",
    from: { path: "^plugins/[^/]+/src/client/", pathNot: NOT_SPEC },
    to: { path: "(^|node_modules/)@medusajs/" },
  },
  {
    name: "plugins-do-not-meet",
    comment: "plugins share event names and payload types only, each written out on its own side",
    severity: "error",
    from: { path: "^plugins/([^/]+)/" },
    to: { path: "^(plugins|medusa-server|wechat-sandbox|storefront-uniapp)/", pathNot: "^plugins/$1/" },
  },
  {
    name: "packages-know-no-plugin",
    comment: "packages are what plugins share: they import each other, never a plugin or the shop",
    severity: "error",
    from: { path: "^packages/" },
    to: { path: "^(plugins|medusa-server|wechat-sandbox|storefront-uniapp|scripts)/" },
  },
  {
    name: "admin-talks-to-routes-alone",
    comment: "admin pages reach the server over /admin routes, not by import",
    severity: "error",
    from: { path: "^plugins/([^/]+)/src/admin/" },
    to: { path: "^plugins/", pathNot: ["^plugins/$1/src/admin/", "^plugins/$1/src/domain/"] },
  },
  {
    name: "sandbox-is-the-other-side",
    comment: "the local WeChat imports nothing of the shop",
    severity: "error",
    from: { path: "^wechat-sandbox/(src|ui)/" },
    to: { path: "^(plugins|medusa-server|storefront-uniapp|scripts)/" },
  },
  {
    name: "nothing-imports-the-sandbox",
    comment: "the shop imports nothing of the local WeChat",
    severity: "error",
    from: { path: "^(plugins|medusa-server|storefront-uniapp)/", pathNot: "/integration-tests/" },
    to: { path: "^wechat-sandbox/" },
  },
  {
    name: "storefront-imports-types-only",
    comment: "the page shares types with the server, never code",
    severity: "error",
    from: { path: "^storefront-uniapp/src/" },
    to: { path: "^(plugins|medusa-server|wechat-sandbox|scripts)/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "the-auditor-is-independent",
    comment: "the simulation's auditor is written from the rules, not from the service",
    severity: "error",
    from: { path: "/integration-tests/simulation/auditor" },
    to: { path: "/src/" },
  },
  {
    name: "no-cycles",
    comment: "files that import each other cannot be read one at a time",
    severity: "error",
    from: { path: "^(packages|plugins|medusa-server|wechat-sandbox|scripts)/" },
    to: { circular: true, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "no-dead-files",
    comment: "a file that nothing reaches is dead: Medusa finds its own folders, everything else is imported",
    severity: "error",
    from: {
      path: "^plugins/[^/]+/src/(api|jobs|subscribers|links|providers|workflows|modules/[^/]+/(index\\.ts|migrations/))",
    },
    to: { path: "^plugins/[^/]+/src/(domain|client)/", pathNot: NOT_SPEC, reachable: false },
  },
];

module.exports = { forbidden };
