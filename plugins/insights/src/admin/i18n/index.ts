import { translationsOf } from "@tengman/admin-kit";
import english from "./english.json";

export default translationsOf(english);
