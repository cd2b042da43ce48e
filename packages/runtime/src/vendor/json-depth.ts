const quote = 0x22
const backslash = 0x5c
const openers = 0x7b
const closers = 0x7d
// The bit that tells [ from { and ] from }.
const bracketBit = 0x20

/**
 * Whether JSON is nested deeper than the limit, without parsing it: to parse a megabyte of brackets takes half a
 * second and a hundred megabytes, and every recursion over the result overflows the stack.
 */
export function isDeeper(json: Uint8Array, limit: number): boolean {
  const { length } = json
  // Each level takes a byte to open and one to close.
  if (length <= 2 * limit) return false
  let depth = 0
  let index = 0
  while (index < length) {
    const byte = json[index++] as number
    if (byte === quote) {
      while (index < length) {
        const inside = json[index++]
        if (inside === quote) break
        if (inside === backslash) index += 1
      }
    } else if ((byte | bracketBit) === openers) {
      depth += 1
      if (depth > limit) return true
    } else if ((byte | bracketBit) === closers) depth -= 1
  }
  return false
}
