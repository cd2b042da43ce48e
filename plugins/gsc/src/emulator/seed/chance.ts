/** A number from 0 up to 1 that follows from its parts alone, so that all data is the same every time. */
export function chance(...parts: ReadonlyArray<string | number>): number {
  let hash = 0x811c9dc5
  for (const part of parts) {
    const text = String(part)
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    }
    hash = Math.imul(hash ^ 0xff, 0x01000193)
  }
  return mixed(hash)
}

/** The same of two numbers, for the many that a day's data needs. */
export function chanceOf(first: number, second: number): number {
  return mixed(Math.imul(first ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(second + 0x7f4a7c15, 0xc2b2ae35))
}

function mixed(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}
