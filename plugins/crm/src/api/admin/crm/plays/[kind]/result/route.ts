import { measurePlay } from "../../../../../../workflows/plays/measure-play";
import { refusing } from "../../../../../answers";
import { playOf } from "../play-of";

/** What a play brought beside those who got nothing. */
export const GET = refusing(async (req, res) => {
  res.json({ result: await measurePlay(req.scope, playOf(req.params), new Date()) });
});
