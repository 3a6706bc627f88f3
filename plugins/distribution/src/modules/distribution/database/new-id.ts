import { ulid } from "ulid";
import { type IdKind, prefixedId } from "../../../domain/ids";

/** A fresh id of a kind. */
export function newId(kind: IdKind): string {
  return prefixedId(kind, ulid());
}
