/** A number that spreads over 32 bits and is always the same for the same numbers. */
export function mix(first: number, second: number, third = 0): number {
  let value = Math.imul(first ^ 0x9e3779b1, 0x85ebca6b)
  value = Math.imul((value ^ (value >>> 15)) + second, 0xc2b2ae35)
  value = Math.imul((value ^ (value >>> 13)) + third, 0x27d4eb2f)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}

/** Numbers from 0 up to 1, one after the other, always the same for the same seed (mulberry32). */
export function stream(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** A number from 0 up to 1 made of a 32-bit one. */
export const share = (value: number): number => (value >>> 0) / 0x1_0000_0000

/** Chooses among weighted things by a number from 0 up to 1. */
export function chooser(weights: readonly number[]): (roll: number) => number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  const bounds = weights.map((weight) => (sum += weight / total))
  return (roll) => {
    const index = bounds.findIndex((bound) => roll < bound)
    return index === -1 ? weights.length - 1 : index
  }
}
