/** The pictures a shopper may send, by what is in them. */
export type PhotoType = "image/jpeg" | "image/png" | "image/webp";

/** How large a photograph may be, how many a case may have, and how many may wait for a case that is being written. */
export const PHOTO_LIMITS = { bytes: 5 * 1024 * 1024, per_case: 6, waiting: 24 } as const;

/** What a file's name ends with, by its type. */
export const PHOTO_ENDINGS: Record<PhotoType, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
};

const SIGNATURES: readonly { type: PhotoType; parts: readonly { at: number; bytes: readonly number[] }[] }[] =
  [
    { type: "image/jpeg", parts: [{ at: 0, bytes: [0xff, 0xd8, 0xff] }] },
    { type: "image/png", parts: [{ at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }] },
    {
      type: "image/webp",
      // "RIFF", four bytes of length, "WEBP".
      parts: [
        { at: 0, bytes: [0x52, 0x49, 0x46, 0x46] },
        { at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
      ],
    },
  ];

/** What a file is by its first bytes, whatever it says of itself; null when it is no picture that browsers only show. */
export function photoTypeOf(content: Uint8Array): PhotoType | null {
  const found = SIGNATURES.find(({ parts }) =>
    parts.every(({ at, bytes }) => bytes.every((byte, index) => content[at + index] === byte)),
  );
  return found?.type ?? null;
}
