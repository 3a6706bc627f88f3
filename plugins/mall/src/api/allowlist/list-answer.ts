import { type Fields, fields } from "../../domain/answer-fields";
import type { Answer } from "../../domain/route-allowlist";

/** A page of a list as Medusa answers it. */
export function listOf(name: string, entity: Fields): Answer {
  return { entity, body: fields("count offset limit estimate_count", { [name]: entity }) };
}
