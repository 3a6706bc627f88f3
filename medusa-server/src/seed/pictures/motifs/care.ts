import { box, disc, fill, leaf, line, oval, placed, shade, turned } from "../shapes";
import type { Tone } from "../tone";

const bubbles = (colour: string, points: [number, number, number][]): string =>
  points
    .map(
      ([x, y, radius]) =>
        disc(x, y, radius, colour, 0.55) + disc(x - radius / 3, y - radius / 3, radius / 4, "#ffffff", 0.9),
    )
    .join("");

/** A tube that stands on its cap, with foam. */
export const tube = ({ main, accent }: Tone): string =>
  [
    fill("M134 62h132l-14 230h-104z", main),
    fill("M226 62h40l-14 230h-40z", shade(main, -0.1)),
    box(130, 48, 140, 22, 5, shade(main, -0.08)),
    [144, 160, 176, 192, 208, 224, 240, 254]
      .map((x) => line(`M${x} 52v14`, shade(main, -0.22), 2.5))
      .join(""),
    box(150, 288, 100, 60, 12, accent),
    box(220, 288, 30, 60, 12, shade(accent, -0.16)),
    box(152, 110, 8, 150, 4, "#ffffff", 0.6),
    disc(200, 150, 30, accent, 0.2),
    placed(leaf(accent, 46), { x: 190, y: 168, turn: -58 }),
    placed(leaf(shade(accent, 0.25), 34), { x: 190, y: 170, turn: -10 }),
    box(168, 208, 64, 7, 3.5, accent),
    box(178, 226, 44, 5, 2.5, accent, 0.6),
    bubbles(shade(accent, 0.65), [
      [88, 318, 30],
      [124, 332, 18],
      [62, 338, 12],
      [296, 324, 24],
      [326, 338, 12],
    ]),
  ].join("");

/** A low jar with its lid beside it and a swirl of cream. */
export const creamJar = ({ main, accent }: Tone): string =>
  [
    fill("M78 214h212v92a44 44 0 0 1 -44 44h-124a44 44 0 0 1 -44 -44z", main),
    fill("M236 214h54v92a44 44 0 0 1 -44 44h-38c26 -36 32 -92 28 -136z", shade(main, -0.1)),
    oval(184, 214, 106, 26, shade(main, -0.1)),
    oval(184, 216, 92, 20, "#fffdf9"),
    line("M124 216c20 -18 90 -20 104 -4c8 12 -50 18 -56 8c-4 -8 22 -10 30 -6", shade(main, -0.14), 6, 0.8),
    fill("M170 206c6 -30 26 -26 30 -44c12 22 4 40 -4 48z", "#fffdf9"),
    box(96, 240, 10, 74, 5, "#ffffff", 0.6),
    box(136, 268, 96, 44, 6, shade(main, 0.35)),
    box(152, 280, 64, 6, 3, accent),
    box(164, 294, 40, 5, 2.5, accent, 0.6),
    turned(
      box(262, 176, 108, 170, 24, accent) +
        oval(316, 260, 40, 72, shade(accent, 0.2)) +
        oval(316, 260, 26, 54, shade(accent, 0.08)),
      14,
      316,
      260,
    ),
  ].join("");

/** A pump bottle and bubbles. */
export const pumpBottle = ({ main, accent }: Tone): string =>
  [
    line("M200 96V62H150", shade(main, -0.35), 14),
    box(132, 54, 62, 18, 8, shade(main, -0.28)),
    box(178, 92, 44, 34, 8, shade(main, -0.25)),
    fill(
      "M160 126h80c30 6 42 24 42 52v148a24 24 0 0 1 -24 24h-116a24 24 0 0 1 -24 -24v-148c0 -28 12 -46 42 -52z",
      main,
    ),
    fill("M232 126h8c30 6 42 24 42 52v148a24 24 0 0 1 -24 24h-26z", shade(main, -0.14)),
    box(134, 180, 12, 140, 6, "#ffffff", 0.4),
    box(152, 196, 100, 116, 10, accent),
    placed(leaf(shade(main, -0.18), 48), { x: 194, y: 258, turn: -64 }),
    placed(leaf(main, 36), { x: 198, y: 260, turn: -14 }),
    placed(leaf(main, 36), { x: 192, y: 260, turn: -166 }),
    box(172, 276, 60, 6, 3, shade(main, -0.25)),
    box(184, 290, 36, 5, 2.5, shade(main, -0.15)),
    bubbles(shade(main, 0.4), [
      [74, 304, 28],
      [104, 332, 16],
      [322, 318, 22],
      [342, 262, 14],
      [58, 250, 12],
      [312, 206, 9],
    ]),
  ].join("");

/** A stack of folded towels and a rolled one on top. */
export const towels = ({ main, accent }: Tone): string => {
  const folded = (y: number, colour: string, stripe: string) =>
    [
      box(70, y, 260, 62, 28, colour),
      fill(`M300 ${y + 2}c20 2 30 14 30 29s-10 27 -30 29c10 -18 10 -40 0 -58z`, shade(colour, -0.14)),
      line(`M86 ${y + 31}h222`, shade(colour, -0.12), 4, 0.8),
      box(112, y, 14, 62, 0, stripe, 0.9),
      box(132, y, 5, 62, 0, stripe, 0.9),
    ].join("");
  return [
    folded(288, main, accent),
    folded(224, accent, main),
    folded(160, shade(main, 0.1), shade(main, -0.2)),
    box(104, 92, 176, 70, 34, shade(accent, 0.15)),
    disc(270, 127, 35, shade(accent, -0.06)),
    line("M270 150a23 23 0 1 1 20 -30a15 15 0 1 0 -20 22", shade(accent, -0.28), 4.5),
    line("M128 112h110", "#ffffff", 5, 0.6),
    placed(leaf("#7fa07a", 54), { x: 120, y: 92, turn: -36 }),
    placed(leaf("#9ab78f", 42), { x: 122, y: 92, turn: -84 }),
  ].join("");
};

/** An electric toothbrush on its stand. */
export const toothbrush = ({ main, accent }: Tone): string =>
  [
    box(182, 60, 12, 92, 6, "#fdfdfb"),
    box(174, 46, 30, 44, 10, "#fdfdfb"),
    [178, 184, 190, 196]
      .map((x, index) => box(x, 26, 5, 24, 2, index % 2 ? accent : shade(accent, 0.5)))
      .join(""),
    box(180, 140, 16, 18, 4, shade(main, -0.2)),
    fill("M168 156h40l12 160h-64z", main),
    fill("M196 156h12l12 160h-22z", shade(main, -0.16)),
    box(170, 176, 7, 126, 3.5, "#ffffff", 0.5),
    disc(190, 206, 12, accent),
    [238, 252, 266].map((y, index) => box(184, y, 12, 5, 2.5, accent, 1 - index * 0.28)).join(""),
    fill("M140 312h98a14 14 0 0 1 14 14v24h-126v-24a14 14 0 0 1 14 -14z", shade(main, -0.06)),
    box(126, 336, 126, 14, 6, shade(main, -0.2)),
    turned(
      box(280, 150, 10, 70, 5, "#fdfdfb") +
        box(273, 128, 24, 36, 8, "#fdfdfb") +
        [276, 282, 288].map((x) => box(x, 112, 4, 20, 2, accent)).join(""),
      16,
      284,
      200,
    ),
    fill("M262 232h64l-6 106a12 12 0 0 1 -12 12h-28a12 12 0 0 1 -12 -12z", "#ffffff", 0.6),
    oval(294, 232, 32, 7, "#ffffff", 0.8),
    bubbles(shade(accent, 0.6), [
      [84, 326, 22],
      [108, 340, 10],
      [60, 342, 8],
    ]),
  ].join("");

/** Two bars of soap with a stamped leaf, one on the other. */
export const soap = ({ main, accent }: Tone): string => {
  const bar = (x: number, y: number, turn: number, colour: string) =>
    turned(
      box(x, y, 200, 104, 26, shade(colour, -0.2)) +
        box(x, y - 12, 200, 100, 26, colour) +
        line(`M${x + 18} ${y + 24}c40 -16 60 18 96 2s50 -12 68 -4`, accent, 7, 0.8) +
        line(`M${x + 18} ${y + 46}c40 -12 70 14 100 2s40 -6 64 0`, accent, 5, 0.7) +
        box(x + 18, y - 4, 120, 9, 4.5, "#ffffff", 0.4),
      turn,
      x + 100,
      y + 50,
    );
  return [
    box(56, 326, 288, 24, 10, "#b98a58"),
    [88, 140, 192, 244, 296].map((x) => box(x, 326, 16, 24, 4, "#9c7044")).join(""),
    bar(80, 236, 0, main),
    bar(126, 138, -9, shade(main, 0.16)),
    placed(leaf(shade(main, -0.2), 56), { x: 72, y: 230, turn: -58 }),
    placed(leaf(shade(main, -0.1), 44), { x: 74, y: 232, turn: -14 }),
    bubbles(shade(main, 0.6), [
      [320, 250, 18],
      [344, 284, 10],
      [300, 214, 8],
    ]),
  ].join("");
};
