/**
 * QR codes (ISO/IEC 18004) for short addresses: byte mode, error correction M, which survives a fold or a stain on a
 * poster. Versions 1 to 6 hold 106 bytes; WeChat's addresses have about 45.
 */
const VERSIONS = [
  { version: 1, data: 16, correction: 10, blocks: 1 },
  { version: 2, data: 28, correction: 16, blocks: 1 },
  { version: 3, data: 44, correction: 26, blocks: 1 },
  { version: 4, data: 64, correction: 18, blocks: 2 },
  { version: 5, data: 86, correction: 24, blocks: 2 },
  { version: 6, data: 108, correction: 16, blocks: 4 },
] as const;
type Version = (typeof VERSIONS)[number];

/** Mode and length take one and a half bytes, the end half a byte. */
const HEAD_BYTES = 2;
const PADS = [0xec, 0x11];

/** Rows of modules; true is dark. @throws RangeError for more than 106 bytes */
export function qrModules(text: string): boolean[][] {
  const bytes = [...new TextEncoder().encode(text)];
  const version = VERSIONS.find(({ data }) => bytes.length + HEAD_BYTES <= data);
  if (!version) throw new RangeError("too long for a code");
  const bits = bitsOf(codewords(bytes, version));
  const drawn = Array.from({ length: 8 }, (_, mask) => draw(version.version, bits, mask));
  return drawn.reduce((best, one) => (sameness(one) < sameness(best) ? one : best));
}

/** A picture of the code with the four light modules around it that readers need; it scales to any size. */
export function qrPicture(text: string): string {
  const modules = qrModules(text);
  const size = modules.length + 8;
  const path = modules
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])))
    .join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>`;
}

const bitsOf = (bytes: readonly number[]): boolean[] =>
  bytes.flatMap((byte) => Array.from({ length: 8 }, (_, bit) => ((byte >> (7 - bit)) & 1) === 1));

/** The text with its correction, block after block interleaved. */
function codewords(bytes: readonly number[], { data, correction, blocks }: Version): number[] {
  const bits = [...bitsOf([0x40 | (bytes.length >> 4), (bytes.length & 15) << 4])].slice(0, 12);
  bits.push(...bitsOf(bytes), false, false, false, false);
  const filled: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    filled.push(bits.slice(at, at + 8).reduce((byte, bit, index) => byte | (bit ? 128 >> index : 0), 0));
  }
  for (let pad = 0; filled.length < data; pad += 1) filled.push(PADS[pad % 2] ?? 0);
  const length = data / blocks;
  const parts = Array.from({ length: blocks }, (_, block) =>
    filled.slice(block * length, (block + 1) * length),
  );
  const ends = parts.map((part) => remainder(part, correction));
  return [...interleave(parts, length), ...interleave(ends, correction)];
}

const interleave = (parts: readonly number[][], length: number): number[] =>
  Array.from({ length }, (_, at) => parts.map((part) => part[at] ?? 0)).flat();

/** Multiplies in the field of 256 elements with the polynomial 0x11d. */
function times(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product;
}

/** Reed-Solomon: the remainder of a block divided by the generator of `length` roots. */
function remainder(block: readonly number[], length: number): number[] {
  const generator: number[] = Array.from({ length }, (_, index) => (index === length - 1 ? 1 : 0));
  for (let root = 1, step = 0; step < length; step += 1, root = times(root, 2)) {
    for (let at = 0; at < length; at += 1) {
      generator[at] = times(generator[at] ?? 0, root) ^ (generator[at + 1] ?? 0);
    }
  }
  const rest = new Array<number>(length).fill(0);
  for (const byte of block) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    generator.forEach((coefficient, at) => {
      rest[at] = (rest[at] ?? 0) ^ times(coefficient, factor);
    });
  }
  return rest;
}

/** What stands in every code of this version: finders, timing, alignment, and the room for the format; null is free. */
function frame(version: number): (boolean | null)[][] {
  const size = version * 4 + 17;
  const rows = Array.from({ length: size }, () => new Array<boolean | null>(size).fill(null));
  const set = (x: number, y: number, isDark: boolean) => {
    const row = rows[y];
    if (row && x >= 0 && x < size) row[x] = isDark;
  };
  for (let at = 0; at < size; at += 1) {
    set(at, 6, at % 2 === 0);
    set(6, at, at % 2 === 0);
  }
  const square = (x: number, y: number, radius: number, isDark: (distance: number) => boolean) => {
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) {
        set(x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  };
  for (let at = 0; at < 9; at += 1) {
    for (const [x, y] of [
      [8, at],
      [at, 8],
      [size - 1 - at, 8],
      [8, size - 1 - at],
    ] as const) {
      if (at < 8 || (x === 8 && y === 8)) if (rows[y]?.[x] === null) set(x, y, false);
    }
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    square(x, y, 4, (distance) => distance !== 2 && distance !== 4);
  }
  if (version > 1) square(size - 7, size - 7, 2, (distance) => distance !== 1);
  set(8, size - 8, true);
  return rows;
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function draw(version: number, bits: readonly boolean[], mask: number): boolean[][] {
  const framed = frame(version);
  const size = framed.length;
  const rows = framed.map((row) => row.map((module) => module === true));
  let next = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    // The column of the timing pattern is skipped.
    if (right === 6) right = 5;
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1) {
      const y = isUpward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        const row = rows[y];
        if (!row || framed[y]?.[x] !== null) continue;
        row[x] = (bits[next] ?? false) !== (MASKS[mask]?.(x, y) ?? false);
        next += 1;
      }
    }
  }
  setFormat(rows, mask);
  return rows;
}

/** Correction M and the mask, with their own correction, twice. */
function setFormat(rows: boolean[][], mask: number): void {
  let rest = mask;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const format = ((mask << 10) | rest) ^ 0x5412;
  const size = rows.length;
  const set = (x: number, y: number, bit: number) => {
    const row = rows[y];
    if (row) row[x] = ((format >> bit) & 1) === 1;
  };
  for (let bit = 0; bit < 15; bit += 1) {
    if (bit < 6) set(8, bit, bit);
    else if (bit < 8) set(8, bit + 1, bit);
    else set(bit === 8 ? 7 : 14 - bit, 8, bit);
    if (bit < 8) set(size - 1 - bit, 8, bit);
    else set(8, size - 15 + bit, bit);
  }
}

/** How many modules are like their neighbours: readers find their way best where few are. */
function sameness(rows: readonly boolean[][]): number {
  let same = 0;
  rows.forEach((row, y) => {
    row.forEach((module, x) => {
      if (module === row[x + 1]) same += 1;
      if (module === rows[y + 1]?.[x]) same += 1;
    });
  });
  return same;
}
