import { box, disc, fill, line, oval, shade, turned } from "../shapes";
import type { Tone } from "../tone";

/** Over-ear headphones, seen from the front. */
export const headphones = ({ main, accent }: Tone): string =>
  [
    line("M92 240c-10 -210 226 -210 216 0", main, 30),
    line("M100 214c0 -160 200 -160 200 0", shade(main, 0.2), 8, 0.7),
    line("M92 236v-30M308 236v-30", shade(main, -0.25), 16),
    box(54, 216, 62, 126, 30, main),
    box(284, 216, 62, 126, 30, shade(main, -0.14)),
    box(104, 224, 34, 110, 17, accent),
    box(262, 224, 34, 110, 17, shade(accent, -0.12)),
    box(64, 236, 10, 80, 5, "#ffffff", 0.28),
    disc(82, 318, 5, accent),
    box(318, 258, 8, 34, 4, shade(main, 0.2)),
  ].join("");

/** A small charger with three sockets and a cable. */
export const charger = ({ main, accent }: Tone): string =>
  [
    box(150, 40, 20, 66, 5, "#b8bfc2"),
    box(230, 40, 20, 66, 5, "#a5adb1"),
    box(96, 98, 208, 252, 40, main),
    fill(
      "M258 98h6a40 40 0 0 1 40 40v172a40 40 0 0 1 -40 40h-18c24 -70 26 -190 12 -252z",
      shade(main, -0.12),
    ),
    box(114, 130, 12, 180, 6, "#ffffff", 0.4),
    box(144, 148, 112, 150, 22, shade(main, -0.1)),
    box(172, 168, 56, 18, 9, shade(main, -0.5)),
    box(180, 174, 40, 6, 3, accent),
    box(172, 210, 56, 18, 9, shade(main, -0.5)),
    box(180, 216, 40, 6, 3, accent),
    box(168, 250, 64, 26, 4, shade(main, -0.5)),
    box(174, 264, 52, 8, 2, "#f0b24a"),
    fill("M206 308l-16 22h12l-6 16l18 -22h-12z", accent),
  ].join("");

/** A coil of braided cable with two plugs. */
export const cable = ({ main, accent }: Tone): string => {
  const ring = (radius: number, tone: string) =>
    `<circle cx="190" cy="214" r="${radius}" fill="none" stroke="${tone}" stroke-width="17"/>` +
    `<circle cx="190" cy="214" r="${radius}" fill="none" stroke="${shade(tone, 0.4)}" stroke-width="4" stroke-dasharray="7 8" opacity="0.75"/>`;
  const plug = (x: number, y: number, turn: number) =>
    turned(
      box(x - 18, y, 36, 58, 10, accent) +
        box(x - 18, y, 12, 58, 6, "#ffffff", 0.5) +
        box(x - 11, y - 26, 22, 28, 6, "#b4bcc0") +
        box(x - 6, y - 20, 12, 6, 3, "#7d868b"),
      turn,
      x,
      y + 30,
    );
  return [
    line("M190 338c80 8 130 -30 138 -96", main, 17),
    line("M120 110c-30 -30 -20 -54 4 -64", main, 17),
    ring(124, shade(main, -0.12)),
    ring(104, main),
    ring(84, shade(main, 0.1)),
    box(168, 74, 44, 72, 12, shade(main, -0.32)),
    box(168, 92, 44, 8, 0, shade(main, 0.2)),
    plug(328, 190, 10),
    plug(140, 26, 62),
  ].join("");
};

/** A phone case from behind, with a ring of magnets. */
export const phoneCase = ({ main, accent }: Tone): string =>
  [
    turned(
      box(112, 40, 176, 310, 38, shade(main, -0.18)) +
        box(116, 40, 168, 304, 36, main) +
        box(132, 58, 72, 84, 22, shade(main, -0.14)) +
        disc(154, 80, 15, "#23262a") +
        disc(154, 80, 7, "#4d5a68") +
        disc(182, 118, 15, "#23262a") +
        disc(182, 118, 7, "#4d5a68") +
        disc(184, 78, 7, "#f4efe0") +
        `<circle cx="200" cy="222" r="52" fill="none" stroke="${accent}" stroke-width="10"/>` +
        box(195, 284, 10, 34, 5, accent) +
        box(128, 160, 9, 150, 4.5, "#ffffff", 0.28) +
        box(282, 130, 7, 44, 3, shade(main, -0.3)),
      7,
      200,
      195,
    ),
  ].join("");

/** A fabric speaker with a loop. */
export const speaker = ({ main, accent }: Tone): string => {
  const weave: string[] = [];
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 13; column++) {
      const x = 96 + column * 17 + (row % 2) * 8;
      if (x < 312) weave.push(disc(x, 156 + row * 22, 3.4, shade(main, row % 2 ? 0.22 : -0.22)));
    }
  }
  return [
    line("M292 136c60 -60 96 6 44 52", accent, 11),
    box(68, 118, 264, 232, 58, shade(main, -0.2)),
    box(68, 112, 264, 226, 58, main),
    weave.join(""),
    box(68, 112, 264, 26, 13, shade(main, 0.14)),
    box(92, 92, 216, 44, 22, shade(main, -0.28)),
    disc(150, 112, 8, accent),
    box(188, 109, 24, 6, 3, accent),
    box(238, 109, 24, 6, 3, accent),
    box(247, 100, 6, 24, 3, accent),
    box(166, 296, 68, 22, 6, accent),
    box(178, 304, 44, 6, 3, shade(main, -0.2)),
    fill("M296 130c24 10 36 28 36 50v100c0 30 -20 58 -56 58c26 -50 32 -150 20 -208z", "#000000", 0.1),
  ].join("");
};

/** A compact keyboard, tilted. */
export const keyboard = ({ main, accent }: Tone): string => {
  const keys: string[] = [];
  const widths = [
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1.6],
    [1.4, 1, 1, 1, 1, 1, 1, 1, 1, 1.2],
    [1.7, 1, 1, 1, 1, 1, 1, 1, 1.9],
    [1.2, 1.2, 1.2, 4.4, 1.2, 1.4],
  ];
  for (const [row, sizes] of widths.entries()) {
    let x = 46;
    for (const [column, size] of sizes.entries()) {
      const width = size * 29 - 4;
      const special = (row === 0 && column === 0) || (row === 2 && column === sizes.length - 1);
      const colour = special
        ? accent
        : column === 0 || column === sizes.length - 1
          ? shade(main, -0.2)
          : shade(main, 0.3);
      keys.push(
        box(x, 170 + row * 36, width, 32, 6, shade(colour, -0.22)) +
          box(x + 1, 168 + row * 36, width - 2, 27, 6, colour),
      );
      x += size * 29;
    }
  }
  return turned(
    [
      box(28, 150, 344, 184, 20, shade(main, -0.4)),
      box(28, 144, 344, 182, 20, shade(main, -0.1)),
      keys.join(""),
      disc(356, 158, 4, accent),
      line("M200 146c0 -50 20 -60 60 -66", shade(main, -0.4), 8),
      oval(200, 346, 160, 6, "#000000", 0.08),
    ].join(""),
    -5,
    200,
    230,
  );
};
