import { join } from "node:path";
import { repositoryRoot } from "./src/repository-root";

// Medusa looks for its configuration beside the application; the shop's own lies at the repository's root.
module.exports = require(join(repositoryRoot(__dirname), "medusa-config.js"));
