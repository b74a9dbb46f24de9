// A QR code (ISO/IEC 18004) of a short text: bytes, level L, versions 1 to 10, which hold 271 bytes.

import { svg } from "lit";

const EC_LENGTH = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4];
const CODEWORDS = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346];
const QUIET = 4;

const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The product in the field of 256 elements, modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ (product & 0x80 ? 0x11d : 0);
    product ^= b & (1 << bit) ? a : 0;
  }
  return product & 0xff;
}

/** The coefficients of the generator below its leading one. */
function generator(length) {
  let coefficients = [1];
  for (let i = 0, root = 1; i < length; i++, root = times(root, 2)) {
    const next = [...coefficients, 0];
    coefficients.forEach((one, index) => (next[index + 1] ^= times(one, root)));
    coefficients = next;
  }
  return coefficients.slice(1);
}

function remainder(data, divisor) {
  const rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((one, index) => (rest[index] ^= times(one, factor)));
  }
  return rest;
}

const dataLength = (version) =>
  CODEWORDS[version - 1] - EC_LENGTH[version - 1] * BLOCKS[version - 1];

const countBits = (version) => (version < 10 ? 8 : 16);

/** Mode, length, bytes, end and padding. */
function dataOf(bytes, version) {
  const bits = [];
  const push = (value, length) => {
    for (let i = length - 1; i >= 0; i--) {
      bits.push((value >> i) & 1);
    }
  };
  push(4, 4);
  push(bytes.length, countBits(version));
  bytes.forEach((byte) => push(byte, 8));
  const room = dataLength(version) * 8;
  push(0, Math.min(4, room - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room; pad ^= 0xec ^ 0x11) {
    push(pad, 8);
  }
  return Array.from({ length: room / 8 }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  );
}

/** Data and error correction of all blocks, interleaved. */
function codewords(data, version) {
  const count = BLOCKS[version - 1];
  const short = Math.floor(data.length / count);
  const firstLong = count - (data.length % count);
  const divisor = generator(EC_LENGTH[version - 1]);
  const blocks = [];
  for (let i = 0, at = 0; i < count; i++) {
    const length = short + (i < firstLong ? 0 : 1);
    blocks.push(data.slice(at, at + length));
    at += length;
  }
  const corrections = blocks.map((block) => remainder(block, divisor));
  const woven = (lists, length) =>
    Array.from({ length }, (_, i) => lists.map((list) => list[i])).flat();
  return [...woven(blocks, short + 1), ...woven(corrections, divisor.length)].filter(
    (byte) => byte !== undefined,
  );
}

/** The bits of a value followed by its remainder. */
function withCheck(value, polynomial, length) {
  let rest = value << length;
  for (let bit = 31 - Math.clz32(rest); bit >= length; bit = rest ? 31 - Math.clz32(rest) : -1) {
    rest ^= polynomial << (bit - length);
  }
  return (value << length) | rest;
}

class Grid {
  constructor(version) {
    this.version = version;
    this.size = version * 4 + 17;
    this.dark = Array.from({ length: this.size }, () => Array(this.size).fill(false));
    this.fixed = Array.from({ length: this.size }, () => Array(this.size).fill(false));
    this.#patterns();
  }

  #set(x, y, dark) {
    if (x >= 0 && y >= 0 && x < this.size && y < this.size) {
      this.dark[y][x] = Boolean(dark);
      this.fixed[y][x] = true;
    }
  }

  /** Concentric squares; `light` are the rings that are not dark. */
  #rings(x, y, radius, light) {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        this.#set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  }

  #patterns() {
    const end = this.size - 1;
    for (let i = 0; i < this.size; i++) {
      this.#set(6, i, i % 2 === 0);
      this.#set(i, 6, i % 2 === 0);
    }
    this.#rings(3, 3, 4, [2, 4]);
    this.#rings(end - 3, 3, 4, [2, 4]);
    this.#rings(3, end - 3, 4, [2, 4]);
    const centers = this.#alignment();
    const last = centers.length - 1;
    centers.forEach((x, i) =>
      centers.forEach((y, j) => {
        const isCorner = (!i && !j) || (!i && j === last) || (i === last && !j);
        if (!isCorner) {
          this.#rings(x, y, 2, [1]);
        }
      }),
    );
    this.format(0);
    this.#versionInfo();
  }

  #alignment() {
    if (this.version === 1) {
      return [];
    }
    const far = this.size - 7;
    return this.version < 7 ? [6, far] : [6, (6 + far) / 2, far];
  }

  /** Level L and the mask, twice. */
  format(mask) {
    const bits = withCheck((1 << 3) | mask, 0x537, 10) ^ 0x5412;
    const bit = (i) => (bits >> i) & 1;
    const near = [0, 1, 2, 3, 4, 5, 7, 8];
    for (let i = 0; i < 8; i++) {
      this.#set(8, near[i], bit(i));
      this.#set(this.size - 1 - i, 8, bit(i));
    }
    const rest = [7, 5, 4, 3, 2, 1, 0];
    for (let i = 8; i < 15; i++) {
      this.#set(rest[i - 8], 8, bit(i));
      this.#set(8, this.size - 15 + i, bit(i));
    }
    this.#set(8, this.size - 8, true);
  }

  #versionInfo() {
    if (this.version < 7) {
      return;
    }
    const bits = withCheck(this.version, 0x1f25, 12);
    for (let i = 0; i < 18; i++) {
      const a = this.size - 11 + (i % 3);
      const b = Math.floor(i / 3);
      this.#set(a, b, (bits >> i) & 1);
      this.#set(b, a, (bits >> i) & 1);
    }
  }

  /** Fills the free modules in columns of two, from the right, up and down in turn. */
  place(bytes) {
    let at = 0;
    for (let right = this.size - 1, up = true; right > 0; right -= 2, up = !up) {
      right -= right === 6 ? 1 : 0;
      for (let step = 0; step < this.size; step++) {
        const y = up ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (!this.fixed[y][x]) {
            this.dark[y][x] = Boolean((bytes[at >> 3] >> (7 - (at & 7))) & 1);
            at++;
          }
        }
      }
    }
  }

  mask(number) {
    this.dark.forEach((row, y) =>
      row.forEach((dark, x) => {
        row[x] = this.fixed[y][x] ? dark : dark !== MASKS[number](x, y);
      }),
    );
  }

  /** How much there is of what confuses scanners: long runs and full squares. */
  unrest() {
    let points = 0;
    const at = (x, y) => this.dark[y][x];
    for (let a = 0; a < this.size; a++) {
      for (const cell of [(b) => at(a, b), (b) => at(b, a)]) {
        for (let b = 1, run = 1; b < this.size; b++) {
          run = cell(b) === cell(b - 1) ? run + 1 : 1;
          points += run === 5 ? 3 : run > 5 ? 1 : 0;
        }
      }
      for (let b = 1; a > 0 && b < this.size; b++) {
        const same = [at(a - 1, b), at(a, b - 1), at(a - 1, b - 1)].every((c) => c === at(a, b));
        points += same ? 3 : 0;
      }
    }
    return points;
  }
}

/** The modules of the code, row by row; true is dark. */
export function qrModules(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = CODEWORDS.findIndex(
    (_, i) => dataLength(i + 1) * 8 >= 4 + countBits(i + 1) + bytes.length * 8,
  ) + 1;
  if (version === 0) {
    throw new RangeError(`${bytes.length} bytes (expected: at most 271)`);
  }
  const grids = MASKS.map((_, number) => {
    const grid = new Grid(version);
    grid.place(codewords(dataOf(bytes, version), version));
    grid.mask(number);
    grid.format(number);
    return grid;
  });
  return grids.reduce((best, grid) => (grid.unrest() < best.unrest() ? grid : best)).dark;
}

/** The code as a picture; always dark on light, because not every scanner reads the other way. */
export function qrCode(text, label) {
  const rows = qrModules(text);
  const side = rows.length + 2 * QUIET;
  const path = rows
    .flatMap((row, y) =>
      row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")),
    )
    .join("");
  return svg`<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label=${label}
    shape-rendering="crispEdges"><path class="qr-ground" d="M0 0h${side}v${side}h-${side}z"
    /><path class="qr-ink" d=${path} /></svg>`;
}
