import { standing, svg } from "./compose";
import type { Drawing } from "./drawing";
import type { MotifName } from "./motifs/index";
import { box, disc, fill, leaf, line, oval, placed, shade } from "./shapes";
import type { Tone } from "./tone";

export type BannerScene = "tea" | "home" | "gift";

const WIDTH = 1200;
const HEIGHT = 600;

interface Stage {
  wall: string;
  cast: { motif: MotifName; tone: Omit<Tone, "backdrop">; x: number; scale: number }[];
}

const STAGES: Record<BannerScene, Stage> = {
  tea: {
    wall: "#dfe9d8",
    cast: [
      { motif: "kettle", tone: { main: "#3a3f44", accent: "#b98555" }, x: 960, scale: 0.98 },
      { motif: "teaTin", tone: { main: "#3f7d5a", accent: "#d9b365" }, x: 640, scale: 1.1 },
      { motif: "teaBox", tone: { main: "#9c3b2e", accent: "#e8c27a" }, x: 330, scale: 0.86 },
    ],
  },
  home: {
    wall: "#f3e8d3",
    cast: [
      { motif: "lamp", tone: { main: "#e2b23b", accent: "#5a5145" }, x: 980, scale: 1.02 },
      { motif: "vase", tone: { main: "#efe6d8", accent: "#6d8f5e" }, x: 270, scale: 1 },
      { motif: "cushion", tone: { main: "#8fa88b", accent: "#f1ead9" }, x: 620, scale: 0.92 },
    ],
  },
  gift: {
    wall: "#f6dfd3",
    cast: [
      { motif: "bear", tone: { main: "#b98858", accent: "#f3ddbf" }, x: 930, scale: 1.02 },
      { motif: "candle", tone: { main: "#7a5c46", accent: "#f2b544" }, x: 620, scale: 0.9 },
      { motif: "tote", tone: { main: "#efe5d0", accent: "#3f7d5a" }, x: 300, scale: 1 },
    ],
  },
};

/** A wide picture for the home page. Words are set by the page above its lower edge, so nothing important is there. */
export function bannerDrawing(scene: BannerScene): Drawing {
  const { wall, cast } = STAGES[scene];
  const ground = 450;
  const content = [
    box(0, 0, WIDTH, HEIGHT, 0, wall),
    disc(620, 300, 300, shade(wall, 0.4), 0.7),
    fill("M160 0h180L760 450H560z", "#ffffff", 0.2),
    garland(shade("#5f8f63", 0.05)),
    box(0, ground, WIDTH, HEIGHT - ground, 0, shade(wall, -0.14)),
    box(0, ground, WIDTH, 6, 0, "#ffffff", 0.4),
    ...cast.flatMap(({ motif, tone, x, scale }) => [
      oval(x, ground + 18, 130 * scale, 14, "#000000", 0.12),
      standing(motif, { ...tone, backdrop: wall }, x, ground + 16, scale),
    ]),
  ].join("");
  return { name: `banner-${scene}`, svg: svg(WIDTH, HEIGHT, content), width: WIDTH, height: HEIGHT };
}

/** A vine along the upper edge. */
function garland(green: string): string {
  const leaves = Array.from({ length: 16 }, (_, index) => {
    const x = 20 + index * 78;
    const y = 34 + Math.sin(index * 0.9) * 22;
    return placed(leaf(shade(green, (index % 3) * 0.12), 54), { x, y, turn: index % 2 ? 66 : 128 });
  });
  return line("M-10 30C200 90 380 -20 600 40S1000 80 1210 14", shade(green, -0.2), 6) + leaves.join("");
}
