import { isPlayKind, type PlayKind } from "../../../../../domain/play";
import { RefusedError } from "../../../../../domain/refusal";

/** The play that a path names. @throws RefusedError `play_not_found` */
export function playOf({ kind = "" }: Record<string, string | undefined>): PlayKind {
  if (isPlayKind(kind)) {
    return kind;
  }
  throw new RefusedError("play_not_found");
}
