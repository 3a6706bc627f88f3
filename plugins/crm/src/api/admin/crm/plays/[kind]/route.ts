import { playShape } from "../../../../../domain/play";
import { changePlay } from "../../../../../workflows/plays/change-play";
import { changeOf, readOrRefuse, refusing } from "../../../../answers";
import { playOf } from "./play-of";

/** Sets a play, and switches it on or off. */
export const POST = refusing(async (req, res) => {
  const kind = playOf(req.params);
  const play = { kind, ...readOrRefuse(playShape, req.body) };
  await changePlay(req.scope, play, changeOf(req));
  res.json({ play });
});
