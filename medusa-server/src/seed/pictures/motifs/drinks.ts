import { box, disc, fill, GROUND, leaf, line, oval, placed, shade, steam, turned } from "../shapes";
import type { Tone } from "../tone";

/** A round tin with a lid, a label with a leaf, and two loose leaves before it. */
export const teaTin = ({ main, accent }: Tone): string =>
  [
    fill(`M128 140h144v190a72 20 0 0 1 -144 0z`, main),
    fill(`M230 140h42v190a72 20 0 0 1 -42 18z`, shade(main, -0.18)),
    box(140, 150, 12, 180, 6, "#ffffff", 0.22),
    fill(`M122 96h156v46a78 20 0 0 1 -156 0z`, shade(main, -0.12)),
    oval(200, 96, 78, 20, shade(main, 0.16)),
    oval(200, 94, 58, 13, shade(main, 0.04)),
    box(122, 130, 156, 7, 3, accent),
    box(158, 190, 84, 108, 8, shade(accent, 0.6)),
    box(165, 197, 70, 94, 5, "none"),
    placed(leaf(main, 54), { x: 182, y: 262, turn: -62 }),
    placed(leaf(shade(main, 0.2), 40), { x: 194, y: 266, turn: -18 }),
    placed(leaf(shade(main, 0.1), 40), { x: 184, y: 268, turn: -118 }),
    box(176, 206, 48, 5, 2.5, accent),
    placed(leaf(shade(main, 0.12), 46), { x: 78, y: 344, turn: -14 }),
    placed(leaf(shade(main, -0.08), 38), { x: 288, y: 346, turn: -160 }),
    placed(leaf(shade(main, 0.2), 40), { x: 292, y: 345, turn: -20 }),
  ].join("");

/** A gift box half open, with small paper packs standing in it, and a cup. */
export const teaBox = ({ main, accent }: Tone): string => {
  const packs = [0, 1, 2, 3].map((index) => {
    const x = 104 + index * 42;
    return (
      box(x, 128, 38, 150, 4, shade(accent, index % 2 ? 0.35 : 0.5)) +
      box(x, 128, 38, 16, 3, shade(accent, -0.06)) +
      disc(x + 19, 196, 12, main) +
      disc(x + 19, 196, 6, shade(accent, 0.5))
    );
  });
  return [
    fill("M74 150l20 -54h190l-14 54z", shade(main, -0.28)),
    packs.join(""),
    box(80, 226, 206, 124, 8, main),
    box(80, 226, 206, 14, 6, shade(main, 0.12)),
    box(80, 276, 206, 22, 0, accent),
    disc(183, 287, 24, accent),
    disc(183, 287, 16, main),
    fill("M258 226h28v124h-28z", shade(main, -0.14), 0.7),
    fill("M296 300h72a36 40 0 0 1 -72 0z", "#fbf6ec"),
    oval(332, 300, 36, 9, shade(accent, -0.12)),
    box(314, 338, 36, 12, 6, "#efe7d8"),
    steam(332, 286, shade(main, 0.4)),
  ].join("");
};

/** A pyramid bag on its string, with leaves inside, and a glass beside it. */
export const teaBag = ({ main, accent }: Tone): string =>
  [
    fill("M216 196h128l-12 138a14 14 0 0 1 -14 12h-76a14 14 0 0 1 -14 -12z", "#ffffff", 0.65),
    fill("M221 240h118l-8 92a10 10 0 0 1 -10 9h-82a10 10 0 0 1 -10 -9z", shade(main, 0.28), 0.85),
    oval(280, 240, 59, 11, shade(main, 0.42)),
    oval(280, 196, 64, 12, "#ffffff", 0.55),
    line("M338 226c40 -4 42 70 -6 70", "#ffffff", 12, 0.8),
    box(232, 216, 8, 108, 4, "#ffffff", 0.6),
    line("M138 196c0 -60 34 -94 78 -104", shade(main, -0.25), 4),
    turned(box(200, 68, 56, 46, 6, accent) + placed(leaf(main, 34), { x: 211, y: 92 }), 12, 228, 90),
    fill("M138 190l84 142c4 8 -2 14 -10 14h-148c-8 0 -14 -6 -10 -14z", "#ffffff", 0.82),
    fill("M138 190l84 142c4 8 -2 14 -10 14h-40z", shade(main, 0.45), 0.5),
    fill("M100 262l76 0l40 70c2 6 -2 10 -8 10h-140c-6 0 -10 -4 -8 -10z", shade(main, -0.05), 0.75),
    placed(leaf(shade(main, -0.2), 40), { x: 92, y: 318, turn: -20 }),
    placed(leaf(shade(main, -0.3), 38), { x: 134, y: 300, turn: 24 }),
    disc(122, 292, 9, accent),
    disc(166, 324, 8, accent),
    disc(102, 334, 6, accent),
  ].join("");

/** A side-gusset bag with a label, and beans on the ground. */
export const coffeeBag = ({ main, accent }: Tone): string => {
  const bean = (x: number, y: number, turn: number) =>
    turned(
      oval(x, y, 15, 11, "#5a3825") + line(`M${x - 12} ${y}c8 -6 16 6 24 0`, "#3a2216", 2.5),
      turn,
      x,
      y,
    );
  return [
    fill("M118 92h150l12 248a10 10 0 0 1 -10 10h-154a10 10 0 0 1 -10 -10z", main),
    fill("M240 92h28l12 248a10 10 0 0 1 -10 10h-20z", shade(main, -0.2)),
    fill("M118 92h150l-4 -38a8 8 0 0 0 -8 -8h-126a8 8 0 0 0 -8 8z", shade(main, 0.12)),
    box(112, 84, 162, 14, 5, accent),
    fill("M124 110l10 0l-10 226l-10 0z", "#ffffff", 0.14),
    box(140, 160, 106, 132, 10, shade(accent, 0.55)),
    disc(193, 208, 30, main),
    fill("M178 204h30v10a15 15 0 0 1 -30 0z", shade(accent, 0.6)),
    line("M208 206c10 0 10 14 0 14", shade(accent, 0.6), 3.5),
    box(164, 252, 58, 6, 3, accent),
    box(174, 266, 38, 5, 2.5, accent),
    disc(193, 128, 8, shade(main, -0.3)),
    bean(92, 340, 20),
    bean(70, 346, -30),
    bean(304, 340, -18),
    bean(330, 346, 24),
    bean(312, 322, 60),
  ].join("");
};

/** A drip bag that hangs in a cup. */
export const dripCoffee = ({ main, accent }: Tone): string =>
  [
    steam(200, 96, accent),
    fill("M112 196h176l-10 128a26 26 0 0 1 -26 24h-104a26 26 0 0 1 -26 -24z", main),
    fill("M232 196h56l-10 128a26 26 0 0 1 -26 24h-40z", shade(main, -0.1)),
    line("M286 224c52 -6 52 82 -8 78", main, 18),
    line("M286 224c52 -6 52 82 -8 78", shade(main, -0.14), 6, 0.6),
    oval(200, 196, 88, 20, shade(main, -0.16)),
    oval(200, 199, 76, 15, shade(accent, -0.35)),
    fill("M138 132h124l-16 74h-92z", "#fffdf8"),
    fill("M214 132h48l-16 74h-32z", "#eee6d8"),
    fill("M146 146h108l-4 16h-100z", shade(accent, -0.15)),
    fill("M138 132l-34 58h26l18 -40z", shade(accent, 0.35)),
    fill("M262 132l34 58h-26l-18 -40z", shade(accent, 0.25)),
    fill("M178 240h44v20a22 22 0 0 1 -44 0z", accent, 0.85),
    line("M222 244c14 0 14 18 0 18", accent, 5, 0.85),
    oval(200, GROUND, 120, 12, shade(main, -0.08)),
    oval(200, GROUND - 4, 120, 12, shade(main, 0.3)),
  ].join("");

/** A gooseneck kettle. */
export const kettle = ({ main, accent }: Tone): string =>
  [
    line("M146 304c-60 0 -44 -120 -84 -140", shade(main, -0.12), 20),
    line("M146 304c-60 0 -44 -120 -84 -140", shade(main, 0.14), 6, 0.8),
    fill("M44 152l34 4l-14 20z", shade(main, -0.12)),
    line("M262 168c84 -30 108 30 84 92c-10 24 -26 34 -40 36", accent, 20),
    line("M262 168c84 -30 108 30 84 92", shade(accent, 0.25), 5, 0.7),
    fill("M138 152h132l28 172a24 24 0 0 1 -24 26h-140a24 24 0 0 1 -24 -26z", main),
    fill("M232 152h38l28 172a24 24 0 0 1 -24 26h-44z", shade(main, -0.2)),
    fill("M150 166h14l-22 160h-14z", "#ffffff", 0.24),
    oval(204, 152, 66, 14, shade(main, 0.12)),
    fill("M148 148c6 -26 106 -26 112 0a56 10 0 0 1 -112 0z", shade(main, 0.06)),
    box(196, 100, 16, 24, 4, shade(main, -0.2)),
    disc(204, 96, 16, accent),
    box(126, 300, 160, 6, 3, shade(main, -0.24), 0.6),
    fill("M310 250l8 0", accent),
  ].join("");
