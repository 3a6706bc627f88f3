import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Chats } from "../people/chats.js";
import type { SandboxState, SavedPicture } from "../state/state.js";

/** A phone's album keeps so many; the oldest goes. */
const KEPT_EACH = 20;

/** Pictures that people saved on their phones: what is known of them is in the state, their bytes are files. */
export class PictureAlbum {
  readonly #folder: string;

  constructor(
    private readonly state: SandboxState,
    private readonly chats: Chats,
    data_dir: string,
  ) {
    this.#folder = join(data_dir, "pictures");
  }

  /** Keeps a picture on somebody's phone. */
  save(openid: string, type: SavedPicture["type"], content: Buffer): SavedPicture {
    const picture: SavedPicture = { id: randomUUID(), openid, type, at: Date.now() };
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(this.#folder, picture.id), content, { mode: 0o600 });
    this.state.pictures.push(picture);
    for (const old of this.of(openid).slice(0, -KEPT_EACH)) this.#forget(old);
    this.chats.emit("change");
    return picture;
  }

  /** What is on somebody's phone, oldest first. */
  of(openid: string): SavedPicture[] {
    return this.state.pictures.filter((picture) => picture.openid === openid);
  }

  /** A picture's bytes, whoever has it: friends send pictures to each other. */
  read(id: string): { type: SavedPicture["type"]; content: Buffer } | undefined {
    const picture = this.state.pictures.find((candidate) => candidate.id === id);
    return picture && { type: picture.type, content: readFileSync(join(this.#folder, picture.id)) };
  }

  #forget(old: SavedPicture): void {
    this.state.pictures = this.state.pictures.filter((picture) => picture !== old);
    rmSync(join(this.#folder, old.id), { force: true });
  }
}
