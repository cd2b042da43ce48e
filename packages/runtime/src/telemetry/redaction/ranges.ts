/** A part of a text, from its first character to the one behind its last. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The same parts in order, with those in one that overlap. */
export function unite(ranges: readonly Range[]): Range[] {
  const united: Range[] = []
  for (const range of ranges.toSorted((left, right) => left.start - right.start)) {
    const last = united.at(-1)
    if (last !== undefined && range.start < last.end) {
      united[united.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    } else {
      united.push(range)
    }
  }
  return united
}

/** The text with each part replaced. The parts are in order and do not overlap. */
export function replaceRanges(
  text: string,
  ranges: readonly Range[],
  replacement: (range: Range) => string,
): string {
  let result = ''
  let read = 0
  for (const range of ranges) {
    result += text.slice(read, range.start) + replacement(range)
    read = range.end
  }
  return result + text.slice(read)
}
