import { describe, expect, it } from "vitest";
import { photoTypeOf } from "./photo";

const ascii = (text: string) => new TextEncoder().encode(text);

describe("photoTypeOf", () => {
  it.each([
    ["image/jpeg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ["image/png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)],
    ["image/webp", ascii("RIFF....WEBPVP8 ")],
    [null, ascii("<svg onload='alert(1)'>")],
    [null, ascii("GIF89a")],
    [null, ascii("RIFF....WAVE")],
    [null, Uint8Array.of(0xff, 0xd8)],
    [null, new Uint8Array()],
  ])("is %s", (type, content) => expect(photoTypeOf(content)).toBe(type));
});
