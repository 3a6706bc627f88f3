import { box, disc, fill, leaf, line, oval, placed, shade, turned } from "../shapes";
import type { Tone } from "../tone";

/** A jar of nuts with an open lid's worth on the ground. */
export const nutJar = ({ main, accent }: Tone): string => {
  const nut = (x: number, y: number, turn: number, colour: string) =>
    turned(
      oval(x, y, 19, 13, colour) + line(`M${x - 12} ${y}c8 -5 16 -5 24 0`, shade(colour, -0.25), 2.5, 0.8),
      turn,
      x,
      y,
    );
  const inside: string[] = [];
  const colours = [main, shade(main, 0.28), accent, shade(main, -0.2), "#e7cf9c"];
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < 5; column++) {
      const x = 140 + column * 30 + (row % 2) * 8;
      const y = 330 - row * 26;
      inside.push(
        nut(x, y, (row * 53 + column * 37) % 180, colours[(row * 2 + column) % colours.length] ?? main),
      );
    }
  }
  return [
    fill(
      "M112 144h176a14 14 0 0 1 14 14v172a20 20 0 0 1 -20 20h-164a20 20 0 0 1 -20 -20v-172a14 14 0 0 1 14 -14z",
      "#ffffff",
      0.6,
    ),
    inside.join(""),
    box(110, 152, 12, 180, 6, "#ffffff", 0.75),
    box(146, 214, 108, 76, 8, "#fff9ec"),
    disc(200, 240, 15, accent),
    box(166, 266, 68, 7, 3.5, main),
    box(108, 96, 184, 52, 14, shade(main, -0.2)),
    box(108, 96, 184, 18, 9, shade(main, 0.05)),
    nut(74, 340, 20, shade(main, 0.1)),
    nut(52, 346, -40, accent),
    nut(324, 342, -16, shade(main, -0.1)),
    nut(350, 346, 30, "#e7cf9c"),
  ].join("");
};

/** A bar of chocolate, half out of its wrapper. */
export const chocolate = ({ main, accent }: Tone): string => {
  const squares: string[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      const x = 124 + column * 52;
      const y = 44 + row * 52;
      squares.push(box(x, y, 46, 46, 6, shade(main, 0.14)) + box(x + 6, y + 6, 34, 34, 4, shade(main, 0.02)));
    }
  }
  return turned(
    [
      box(116, 36, 168, 300, 10, main),
      squares.join(""),
      fill("M110 196l18 -12l18 12l18 -12l18 12l18 -12l18 12l18 -12l18 12l18 -12l18 12v30h-180z", "#d9dde0"),
      fill("M104 216h192v122a12 12 0 0 1 -12 12h-168a12 12 0 0 1 -12 -12z", accent),
      fill("M256 216h40v122a12 12 0 0 1 -12 12h-36z", shade(accent, -0.16)),
      box(128, 244, 144, 76, 8, shade(accent, 0.55)),
      oval(178, 282, 22, 14, main),
      oval(206, 274, 20, 13, shade(main, 0.12)),
      box(222, 292, 36, 6, 3, main),
    ].join(""),
    -8,
    200,
    200,
  );
};

/** Wrapped sweets in a heap. */
export const candy = ({ main, accent }: Tone): string => {
  const sweet = (x: number, y: number, turn: number, colour: string) =>
    turned(
      fill(`M${x - 44} ${y}l-34 -24l6 24l-6 24z`, shade(colour, -0.14)) +
        fill(`M${x + 44} ${y}l34 -24l-6 24l6 24z`, shade(colour, -0.2)) +
        box(x - 48, y - 28, 96, 56, 14, colour) +
        [-26, 0, 26].map((dx) => box(x + dx - 6, y - 28, 12, 56, 0, accent, 0.55)).join("") +
        box(x - 38, y - 22, 76, 8, 4, "#ffffff", 0.5),
      turn,
      x,
      y,
    );
  return [
    fill("M70 266h260l-26 74a14 14 0 0 1 -14 10h-180a14 14 0 0 1 -14 -10z", shade(accent, 0.5)),
    sweet(132, 220, -24, main),
    sweet(262, 216, 22, shade(main, -0.06)),
    sweet(196, 158, -6, shade(main, 0.1)),
    sweet(196, 238, 8, main),
    fill("M58 256h284l-6 24h-272z", accent),
    fill("M64 280h272l-22 60a14 14 0 0 1 -14 10h-200a14 14 0 0 1 -14 -10z", shade(accent, 0.12)),
    fill("M266 280h70l-22 60a14 14 0 0 1 -14 10h-44z", shade(accent, -0.1)),
    box(92, 292, 10, 42, 5, "#ffffff", 0.4),
    disc(84, 108, 5, accent),
    disc(320, 96, 6, main),
    disc(300, 132, 4, accent),
  ].join("");
};

/** A pillow bag of crisps with sheets of seaweed. */
export const snackBag = ({ main, accent }: Tone): string => {
  const notches = (y: number) =>
    Array.from({ length: 13 }, (_, index) =>
      line(`M${104 + index * 16} ${y}v16`, shade(main, -0.25), 3, 0.7),
    ).join("");
  return [
    fill("M96 66h208c-6 40 10 90 10 140s-16 110 -10 144h-208c6 -34 -10 -94 -10 -144s16 -100 10 -140z", main),
    fill("M258 66h46c-6 40 10 90 10 140s-16 110 -10 144h-62c30 -90 34 -200 16 -284z", shade(main, -0.16)),
    box(94, 52, 212, 24, 4, shade(main, 0.1)),
    notches(56),
    box(94, 330, 212, 20, 4, shade(main, 0.06)),
    notches(332),
    line("M116 100c-6 60 -6 130 4 200", "#ffffff", 9, 0.25),
    disc(200, 168, 58, accent),
    turned(
      box(158, 140, 84, 54, 6, "#24443a") + line("M166 154h68M166 166h68M166 178h68", "#3b6a58", 3),
      -12,
      200,
      168,
    ),
    [176, 196, 216, 232].map((x, index) => oval(x, 150 + (index % 2) * 26, 6, 4, "#f5ead0")).join(""),
    box(146, 248, 108, 16, 8, accent),
    box(166, 274, 68, 9, 4.5, accent, 0.7),
    turned(box(316, 300, 58, 44, 5, "#24443a") + line("M322 312h46M322 324h46", "#3b6a58", 3), 18, 344, 322),
  ].join("");
};

/** A squat jar of plums with a cloth cover. */
export const plumJar = ({ main, accent }: Tone): string => {
  const plum = (x: number, y: number, radius: number, tint: number) =>
    disc(x, y, radius, shade(main, tint)) +
    line(`M${x - radius / 2} ${y - radius / 3}c6 8 4 14 0 20`, shade(main, tint - 0.22), 3, 0.7) +
    disc(x + radius / 3, y - radius / 3, radius / 5, "#ffffff", 0.35);
  const heap = [
    plum(140, 318, 26, 0),
    plum(190, 324, 26, 0.1),
    plum(242, 318, 27, -0.06),
    plum(120, 276, 24, 0.08),
    plum(166, 276, 27, -0.08),
    plum(218, 276, 26, 0.04),
    plum(266, 274, 24, -0.02),
    plum(146, 234, 23, -0.04),
    plum(196, 232, 25, 0.12),
    plum(246, 234, 23, 0),
  ];
  return [
    fill(
      "M124 150h152c30 20 44 56 44 96v72a32 32 0 0 1 -32 32h-176a32 32 0 0 1 -32 -32v-72c0 -40 14 -76 44 -96z",
      "#ffffff",
      0.6,
    ),
    heap.join(""),
    line("M100 216c-6 34 -4 70 0 100", "#ffffff", 10, 0.7),
    fill(
      "M98 158c-6 -52 40 -80 102 -80s108 28 102 80c-16 -12 -28 6 -44 0s-32 8 -58 2s-44 8 -58 -2s-30 10 -44 0z",
      accent,
    ),
    [140, 176, 212, 248].map((x, index) => disc(x, 120 - (index % 2) * 20, 6, "#ffffff", 0.7)).join(""),
    box(106, 138, 188, 10, 5, "#8a6a48"),
    line("M292 142c24 4 30 24 22 40M292 142c16 10 14 28 4 40", "#8a6a48", 5),
    plum(346, 330, 20, 0.06),
    placed(leaf("#6d8f55", 44), { x: 40, y: 344, turn: -26 }),
    plum(66, 334, 16, -0.06),
  ].join("");
};

/** A round tin of cookies, tilted open. */
export const cookies = ({ main, accent }: Tone): string => {
  const cookie = (x: number, y: number, radius: number) =>
    disc(x, y + 4, radius, shade(main, -0.25)) +
    disc(x, y, radius, main) +
    [
      [-0.4, -0.3],
      [0.3, -0.45],
      [0.1, 0.1],
      [-0.35, 0.35],
      [0.5, 0.3],
    ]
      .map(([dx, dy]) => disc(x + (dx ?? 0) * radius, y + (dy ?? 0) * radius, radius * 0.14, accent))
      .join("") +
    line(
      `M${x - radius * 0.6} ${y - radius * 0.4}a${radius * 0.8} ${radius * 0.8} 0 0 1 ${radius * 0.6} -${radius * 0.4}`,
      "#ffffff",
      4,
      0.35,
    );
  return [
    disc(200, 138, 104, shade(accent, 0.18)),
    disc(200, 138, 90, shade(accent, 0.34)),
    placed(leaf(shade(accent, 0.1), 60), { x: 176, y: 172, turn: -60 }),
    placed(leaf(shade(accent, 0.1), 48), { x: 180, y: 176, turn: -12 }),
    fill("M60 240h280v74a36 36 0 0 1 -36 36h-208a36 36 0 0 1 -36 -36z", shade(accent, 0.1)),
    oval(200, 240, 140, 44, shade(accent, 0.28)),
    oval(200, 242, 126, 36, "#fdf6e6"),
    cookie(130, 232, 40),
    cookie(268, 232, 40),
    cookie(200, 216, 44),
    cookie(196, 254, 36),
    fill("M60 246a140 44 0 0 0 280 0v22a140 44 0 0 1 -280 0z", accent),
    box(84, 290, 12, 44, 6, "#ffffff", 0.3),
    box(156, 304, 88, 10, 5, "#ffffff", 0.65),
  ].join("");
};
