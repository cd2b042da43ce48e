/** The list that makes an answer long. */
export interface Bulk {
  /** Names of the members that lead to it from the root; none where it is the root. */
  readonly path: readonly string[]
  readonly items: readonly unknown[]
  /** Characters of the list as JSON. */
  readonly size: number
}

type Members = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The root, or the longest list among its members or theirs; undefined where there is none. */
export function bulkOf(data: unknown): Bulk | undefined {
  const lists = isObject(data)
    ? Object.entries(data).flatMap(([name, member]) =>
        isObject(member)
          ? Object.entries(member).flatMap(([below, inner]) => listAt([name, below], inner))
          : listAt([name], member),
      )
    : listAt([], data)
  let longest: Bulk | undefined
  for (const list of lists) if (longest === undefined || list.size > longest.size) longest = list
  return longest
}

const listAt = (path: readonly string[], value: unknown): Bulk[] =>
  Array.isArray(value) ? [{ path, items: value as unknown[], size: JSON.stringify(value).length }] : []

/** The data with other items in the place of the list, all else as it is. */
export function withItems(data: unknown, path: readonly string[], items: readonly unknown[]): unknown {
  const [name, ...below] = path
  if (name === undefined) return items
  return { ...(data as Members), [name]: withItems((data as Members)[name], below, items) }
}

/** Where the items that fit end: at least one is taken from `from` on, whatever its size, or nothing ever would go on. */
export function endOfFitting(items: readonly unknown[], from: number, budget: number): number {
  let size = 0
  let end = from
  for (; end < items.length; end += 1) {
    size += JSON.stringify(items[end]).length + 1
    if (size > budget && end > from) break
  }
  return end
}

/** Where an excerpt of a text ends that begins at `from`: not within a character of two units. */
export function endOfExcerpt(text: string, from: number, budget: number): number {
  const end = Math.min(text.length, from + budget)
  const last = text.charCodeAt(end - 1)
  const isHalf = end < text.length && last >= 0xd800 && last <= 0xdbff
  return isHalf ? end + 1 : end
}
