import { isObject } from '../../json.ts'
import { randomFrom } from '../random.ts'

/** A bulk result as its lines, and how many of them hang under no other. */
export interface Jsonl {
  readonly lines: readonly string[]
  readonly roots: number
}

type Data = Readonly<Record<string, unknown>>

/**
 * What a query has answered as Shopify writes it to a file: an object a line, each naming its parent. Ungrouped children
 * may be anywhere, so they are anywhere here.
 */
export function toJsonl(data: Data, isGrouped: boolean): Jsonl {
  const lines: string[] = []
  let roots = 0
  const write = (node: unknown, parentId: string | undefined): void => {
    if (!isObject(node)) return
    if (parentId === undefined) roots += 1
    const { own, inner } = split(node)
    lines.push(JSON.stringify(parentId === undefined ? own : { ...own, __parentId: parentId }))
    for (const child of inner) write(child, String(node['id']))
  }
  for (const node of split(data).inner) write(node, undefined)
  return { lines: isGrouped ? lines : shuffled(lines), roots }
}

/** The fields of an object without its connections, and the nodes of these. */
function split(object: Data): { own: Data; inner: readonly unknown[] } {
  const inner: unknown[] = []
  const own: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(object)) {
    if (isObject(value) && Array.isArray(value['edges'])) {
      for (const edge of value['edges'] as unknown[]) if (isObject(edge)) inner.push(edge['node'])
    } else if (isObject(value)) {
      const nested = split(value)
      inner.push(...nested.inner)
      if (Object.keys(nested.own).length > 0 || nested.inner.length === 0) own[name] = nested.own
    } else own[name] = value
  }
  return { own, inner }
}

function shuffled(lines: readonly string[]): string[] {
  const random = randomFrom(lines.length)
  const order = [...lines]
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = random.integer(index + 1)
    const [one, two] = [order[index], order[other]]
    if (one === undefined || two === undefined) continue
    order[index] = two
    order[other] = one
  }
  return order
}
