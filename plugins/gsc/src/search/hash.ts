/**
 * A number of 53 bits that stands for the keys of a row: with 50,000 rows, two of them are taken for one about once in ten
 * million days. Two multiplications of 32 bits a character, each with a constant of its own (as in MurmurHash3).
 */
export function hashOf(keys: readonly string[]): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (const key of keys) {
    for (let index = 0; index < key.length; index += 1) {
      const code = key.charCodeAt(index)
      high = Math.imul(high ^ code, 0x85ebca6b)
      low = Math.imul(low ^ code, 0xc2b2ae35)
    }
    // What parts the keys is no character.
    high = Math.imul(high ^ 0x10000, 0x85ebca6b)
    low = Math.imul(low ^ 0x10000, 0xc2b2ae35)
  }
  high = Math.imul(high ^ (high >>> 16), 0xc2b2ae35) ^ (low >>> 13)
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ (high >>> 13)
  return (high & 0x1fffff) * 4_294_967_296 + (low >>> 0)
}
