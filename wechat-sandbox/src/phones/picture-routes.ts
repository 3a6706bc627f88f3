import type { FastifyInstance } from "fastify";
import { type Person, personNamed } from "../people/people.js";
import type { StateStore } from "../state/state-store.js";
import type { PictureAlbum } from "./picture-album.js";

const LARGEST_BYTES = 3_000_000;
const TYPES = ["image/jpeg", "image/png"] as const;

/** What pictures are kept in. */
export interface PictureRoom {
  store: StateStore;
  album: PictureAlbum;
}

/** Registers the phones' albums: a picture's bytes come as the body and are read at `/pictures/:id`. */
export function registerPictures(app: FastifyInstance, { store, album }: PictureRoom): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      [...TYPES],
      { parseAs: "buffer", bodyLimit: LARGEST_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.post("/phone-api/:person/pictures", async (request, reply) => {
      const { person: name } = request.params as { person: string };
      const person: Person | undefined = personNamed(store.state.people, name);
      const type = TYPES.find((candidate) => candidate === request.headers["content-type"]);
      if (person === undefined || type === undefined || !Buffer.isBuffer(request.body)) {
        return reply.code(400).send({ code: "PARAM_ERROR", message: "a JPEG or PNG picture of somebody" });
      }
      const { id } = album.save(person.openid, type, request.body);
      await store.saved();
      return reply.send({ picture: id });
    });
  });
  app.get("/pictures/:id", (request, reply) => {
    const picture = album.read((request.params as { id: string }).id);
    if (picture === undefined) return reply.callNotFound();
    return reply
      .header("Cache-Control", "max-age=86400, immutable")
      .header("X-Content-Type-Options", "nosniff")
      .type(picture.type)
      .send(picture.content);
  });
}
