/** What it would take to hand a value to another thread. In bytes, roughly. */
export interface Weight {
  /** Plain data, which is copied. */
  readonly plain: number
  /** Buffers, which move. */
  readonly bytes: number
  /** Buffers that can move: found within the look, and shared with nothing else. */
  readonly transferable: ArrayBuffer[]
}

/** How many values are looked at before the rest is taken to be like them. */
const longestLook = 1_000
/** Of a long array, this many elements spread over it stand for all. */
const sample = 32
// What the serialised form of a structured clone takes beside the contents.
const perValue = 8
const perKey = 4

const scalar = (one: unknown): number => {
  if (typeof one !== 'function' && typeof one !== 'symbol') return perValue
  throw new TypeError(`A transform takes and gives plain data, and there is a ${typeof one} in it.`)
}

/**
 * Weighs a value by a look at some of it, which takes microseconds however large the value is. Exact only for small
 * ones: rows are taken to be alike, and beyond `enough` it stops. Cycles are no harm, for the look is
 * bounded. Throws a `TypeError` where it meets what no other thread can be handed.
 */
export function weigh(value: unknown, enough: number): Weight {
  const transferable: ArrayBuffer[] = []
  let bytes = 0
  let left = longestLook

  const buffer = (found: ArrayBufferLike, length: number): void => {
    bytes += length
    // A view of a part shares its buffer with others, which would lose theirs.
    if (found instanceof ArrayBuffer && found.byteLength === length && !transferable.includes(found)) {
      transferable.push(found)
    }
  }

  const array = (items: readonly unknown[]): number => {
    const { length } = items
    const step = Math.max(1, Math.floor(length / sample))
    let sum = 0
    let seen = 0
    for (let index = 0; index < length && left > 0; index += step) {
      sum += look(items[index])
      seen += 1
    }
    return perValue + (seen === 0 ? length * perValue : (sum / seen) * length)
  }

  const collection = (items: Map<unknown, unknown> | Set<unknown>): number => {
    let sum = 0
    let seen = 0
    for (const item of items) {
      if (seen === sample || left <= 0) break
      sum += look(item)
      seen += 1
    }
    return perValue + (seen === 0 ? items.size * perValue : (sum / seen) * items.size)
  }

  const look = (one: unknown): number => {
    left -= 1
    if (typeof one === 'string') return perValue + one.length
    if (typeof one !== 'object' || one === null) return scalar(one)
    if (Array.isArray(one)) return array(one)
    if (ArrayBuffer.isView(one)) {
      buffer(one.buffer, one.byteLength)
      return perValue
    }
    if (one instanceof ArrayBuffer) {
      buffer(one, one.byteLength)
      return perValue
    }
    if (one instanceof Map || one instanceof Set) return collection(one)
    let sum = perValue
    for (const key in one) {
      sum += perKey + key.length + (left > 0 ? look((one as Record<string, unknown>)[key]) : perValue)
      if (sum > enough) break
    }
    return sum
  }

  const plain = look(value)
  return { plain, bytes, transferable }
}
