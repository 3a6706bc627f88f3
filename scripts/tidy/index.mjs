// `npm run tidy`: the house's rules, enforced.
import { repositoryRoot } from "../local/places.mjs";
import { arrowViolations } from "./check-arrows.mjs";
import { unprovedRequirements } from "./check-requirements.mjs";
import { untidySources } from "./check-sources.mjs";

const found = [
  ...(await arrowViolations(repositoryRoot)),
  ...untidySources(repositoryRoot),
  ...unprovedRequirements(repositoryRoot),
];
for (const sentence of found) console.error(sentence);
console.log(found.length === 0 ? "tidy" : `${found.length} untidy places`);
process.exitCode = found.length === 0 ? 0 : 1;
