import { box, disc, fill, leaf, line, oval, placed, shade, steam, turned } from "../shapes";
import type { Tone } from "../tone";

/** A mug with a two-coloured glaze. */
export const mug = ({ main, accent }: Tone): string =>
  [
    steam(184, 120, shade(main, -0.1)),
    line("M276 190c76 -14 78 118 -8 112", main, 26),
    line("M276 190c76 -14 78 118 -8 112", shade(main, -0.16), 8, 0.7),
    fill("M92 150h188v156a44 44 0 0 1 -44 44h-100a44 44 0 0 1 -44 -44z", main),
    fill("M92 256c32 16 62 -12 94 0s60 10 94 -4v54a44 44 0 0 1 -44 44h-100a44 44 0 0 1 -44 -44z", accent),
    fill("M226 150h54v156a44 44 0 0 1 -44 44h-24c22 -50 22 -140 14 -200z", "#000000", 0.09),
    oval(186, 150, 94, 20, shade(main, 0.18)),
    oval(186, 153, 80, 14, "#6b4a35"),
    box(108, 178, 12, 110, 6, "#ffffff", 0.3),
  ].join("");

/** A cast-iron pot with its lid and steam. */
export const pot = ({ main, accent }: Tone): string =>
  [
    fill("M40 214h44v34h-36a14 14 0 0 1 -14 -14c0 -12 2 -20 6 -20z", shade(main, -0.18)),
    fill("M360 214h-44v34h36a14 14 0 0 0 14 -14c0 -12 -2 -20 -6 -20z", shade(main, -0.26)),
    fill("M66 200h268v96a52 54 0 0 1 -52 54h-164a52 54 0 0 1 -52 -54z", main),
    fill("M268 200h66v96a52 54 0 0 1 -52 54h-44c30 -40 36 -100 30 -150z", shade(main, -0.16)),
    fill("M84 222h16v70c0 18 8 30 16 40c-20 -6 -32 -20 -32 -40z", "#ffffff", 0.25),
    box(56, 188, 288, 22, 11, shade(main, -0.1)),
    fill("M72 188c8 -62 70 -76 128 -76s120 14 128 76z", shade(main, 0.06)),
    fill("M252 120c44 10 70 30 76 68h-50c0 -28 -8 -52 -26 -68z", shade(main, -0.1)),
    fill("M104 172c8 -26 30 -38 56 -44c-20 14 -30 28 -34 44z", "#ffffff", 0.3),
    box(186, 92, 28, 24, 6, shade(accent, -0.1)),
    oval(200, 88, 30, 13, accent),
    oval(194, 84, 14, 5, "#ffffff", 0.5),
    placed(leaf("#6f9a58", 46), { x: 44, y: 346, turn: -24 }),
    disc(344, 334, 16, "#e2563c"),
    placed(leaf("#5e8c4c", 18), { x: 344, y: 319, turn: -30 }),
  ].join("");

/** A board with a knife's work on it. */
export const cuttingBoard = ({ main, accent }: Tone): string =>
  [
    turned(
      box(96, 66, 208, 276, 30, main) +
        box(96, 66, 208, 276, 30, "none") +
        [120, 156, 196, 232, 268]
          .map((x, index) =>
            line(
              `M${x} ${84 + (index % 2) * 10}c${index % 2 ? 8 : -8} 80 ${index % 2 ? -8 : 8} 160 0 240`,
              shade(main, -0.14),
              4,
              0.6,
            ),
          )
          .join("") +
        oval(200, 96, 26, 12, shade(main, -0.4)) +
        oval(200, 99, 26, 10, shade(main, -0.2)),
      -8,
      200,
      200,
    ),
    disc(170, 236, 42, accent),
    disc(170, 236, 34, shade(accent, 0.35)),
    [0, 60, 120, 180, 240, 300]
      .map((angle) => turned(oval(170, 216, 7, 12, shade(accent, -0.05), 0.85), angle, 170, 236))
      .join(""),
    disc(236, 282, 34, accent),
    disc(236, 282, 27, shade(accent, 0.35)),
    [0, 72, 144, 216, 288]
      .map((angle) => turned(oval(236, 266, 6, 10, shade(accent, -0.05), 0.85), angle, 236, 282))
      .join(""),
    placed(leaf("#5f9150", 52), { x: 196, y: 176, turn: -30 }),
    placed(leaf("#78a862", 44), { x: 198, y: 178, turn: 14 }),
    turned(
      box(268, 92, 22, 88, 10, "#4b4038") +
        fill("M268 180h22v150c-18 -10 -22 -60 -22 -90z", "#d9dee0") +
        fill("M284 180h6v150z", "#b9c1c4"),
      12,
      280,
      200,
    ),
  ].join("");

/** Three glass boxes, one on another. */
export const glassBox = ({ main, accent }: Tone): string => {
  const one = (y: number, width: number, food: string) => {
    const x = 200 - width / 2;
    return [
      box(x, y, width, 76, 16, "#ffffff", 0.72),
      box(x + 10, y + 28, width - 20, 40, 10, food, 0.9),
      box(x + 12, y + 12, 10, 52, 5, "#ffffff", 0.8),
      box(x - 10, y - 18, width + 20, 26, 10, main),
      box(x - 10, y - 18, width + 20, 10, 5, shade(main, 0.25)),
      box(x - 12, y - 8, 14, 30, 6, shade(main, -0.16)),
      box(x + width - 2, y - 8, 14, 30, 6, shade(main, -0.16)),
      disc(200, y - 8, 7, shade(main, -0.2)),
    ].join("");
  };
  const peas = [0, 1, 2, 3, 4, 5]
    .map((index) => disc(128 + index * 29, 318 + (index % 2) * 10, 12, "#79a857"))
    .join("");
  return one(274, 244, shade(accent, 0.35)) + peas + one(180, 210, accent) + one(94, 176, "#f1d58a");
};

/** A bowl of rice with chopsticks. */
export const bowl = ({ main, accent }: Tone): string =>
  [
    line("M60 132L330 196", "#8a5a3c", 8),
    line("M78 106L340 182", "#7a4c31", 8),
    fill("M104 200c14 -48 60 -62 96 -62s82 14 96 62z", accent),
    [130, 160, 190, 220, 250, 270]
      .map((x, index) => oval(x, 176 - (index % 3) * 12, 10, 5, shade(accent, -0.07)))
      .join(""),
    fill("M66 196h268c0 84 -52 132 -96 142v12h-76v-12c-44 -10 -96 -58 -96 -142z", main),
    fill("M262 196h72c0 84 -52 132 -96 142v12h-30c40 -40 56 -100 54 -154z", shade(main, -0.14)),
    fill(
      "M66 196h268c0 14 -2 26 -4 38c-30 10 -54 -8 -84 2s-56 -6 -84 4s-62 2 -92 -6c-2 -12 -4 -24 -4 -38z",
      shade(main, 0.24),
      0.8,
    ),
    fill("M90 216c4 40 18 66 36 86c-26 -14 -42 -44 -46 -84z", "#ffffff", 0.22),
    box(160, 336, 80, 14, 4, shade(main, -0.24)),
  ].join("");

/** A holder with spatulas and spoons. */
export const utensils = ({ main, accent }: Tone): string => {
  const tool = (x: number, turn: number, head: string) =>
    turned(
      box(x - 6, 120, 12, 140, 6, accent) + box(x - 2, 124, 3, 130, 1.5, shade(accent, 0.3), 0.7) + head,
      turn,
      x,
      260,
    );
  return [
    tool(
      146,
      -18,
      fill("M120 48h52v62a16 16 0 0 1 -16 16h-20a16 16 0 0 1 -16 -16z", shade(main, -0.08)) +
        [130, 144, 158].map((x) => box(x, 62, 5, 44, 2.5, shade(main, -0.3))).join(""),
    ),
    tool(180, -6, oval(180, 86, 32, 42, main) + oval(176, 82, 18, 28, shade(main, -0.12))),
    tool(216, 6, fill("M190 52c26 -18 46 -6 52 14v56c-20 10 -40 8 -52 0z", shade(main, 0.06))),
    tool(
      250,
      18,
      disc(250, 92, 34, shade(main, -0.06)) +
        [238, 250, 262]
          .map((x) => [80, 92, 104].map((y) => disc(x, y, 4, shade(main, -0.32))).join(""))
          .join(""),
    ),
    fill("M118 214h164l-12 120a18 18 0 0 1 -18 16h-104a18 18 0 0 1 -18 -16z", shade(main, 0.08)),
    fill("M236 214h46l-12 120a18 18 0 0 1 -18 16h-34z", shade(main, -0.12)),
    oval(200, 214, 82, 16, shade(main, -0.22)),
    fill("M118 214a82 16 0 0 0 164 0l-2 20a82 16 0 0 1 -160 0z", shade(main, 0.2)),
    box(140, 244, 10, 86, 5, "#ffffff", 0.4),
  ].join("");
};
