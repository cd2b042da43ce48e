/** A number from 0 up to 1 that looks random and is always the same for the same parts. */
export function chance(...parts: ReadonlyArray<string | number>): number {
  return toShare(stir(hash(parts.join('|'))))
}

/** Numbers like those of `chance`, one for each pair of integers, for where thousands are wanted at once. */
export function chances(...parts: ReadonlyArray<string | number>): (first: number, second: number) => number {
  const seed = hash(parts.join('|'))
  return (first, second) =>
    toShare(stir(stir(seed ^ Math.imul(first, 0x9e3779b1)) ^ Math.imul(second + 1, 0x85ebca77)))
}

// FNV-1a.
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value
}

/** Spreads neighbouring numbers over the whole range: the last step of MurmurHash3. */
function stir(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return value ^ (value >>> 16)
}

function toShare(value: number): number {
  return (value >>> 0) / 0x1_0000_0000
}
