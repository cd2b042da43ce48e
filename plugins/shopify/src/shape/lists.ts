import { Type, type Static, type TSchema } from '@patchbay/contract'
import { isObject, listOf, textOf } from '../json.ts'
import { definePart, type Notes, type Part } from './part.ts'
import type { Selected } from './selection.ts'

type TList<Item extends TSchema> = ReturnType<typeof Type.Array<Item>>
interface Said {
  readonly description?: string
}

const PageInfo = Type.Object({
  hasNextPage: Type.Boolean(),
  endCursor: Type.Union([Type.String(), Type.Null()]),
})

function readItems<Item extends TSchema>(
  values: readonly unknown[],
  item: Part<Item>,
  notes: Notes,
): Static<TList<Item>> {
  const items = values.map((value, index) => {
    if (!item.isNoted) return item.read(value, notes)
    notes.place.push(index)
    const made = item.read(value, notes)
    notes.place.pop()
    return made
  })
  return items as Static<TList<Item>>
}

/** A list that Shopify answers whole. */
export const list = <Item extends TSchema>(item: Part<Item>, said: Said = {}): Part<TList<Item>> =>
  definePart<TList<Item>>({
    output: Type.Array(item.output, said),
    inner: item.inner,
    schemaOf: (object) => Type.Array(item.schemaOf(object)),
    isNoted: item.isNoted,
    read: (value, notes) => readItems(listOf(value), item, notes),
  })

/** The first so many nodes of a connection within a record. A warning says where there are more. */
export const page = <Item extends TSchema>(
  item: Part<Item>,
  { first, ...said }: Said & { readonly first: number },
): Part<TList<Item>> =>
  connection(item, said, {
    args: `first: ${first}`,
    isNoted: true,
    note: ({ hasNextPage }, notes) => {
      if (hasNextPage === true) notes.truncated()
    },
  })

/** The connection that a call pages through by `limit` and `cursor`. One operation has one of them. */
export const paged = <Item extends TSchema>(item: Part<Item>, said: Said = {}): Part<TList<Item>> =>
  connection(item, said, {
    args: 'first: $first, after: $after',
    isNoted: true,
    isPaged: true,
    note: ({ hasNextPage, endCursor }, notes) =>
      notes.next(hasNextPage === true ? textOf(endCursor) : undefined),
  })

function connection<Item extends TSchema>(
  item: Part<Item>,
  said: Said,
  {
    note,
    ...facts
  }: Pick<Part, 'isNoted'> & { args: string; isPaged?: boolean } & {
    note: (pageInfo: Readonly<Record<string, unknown>>, notes: Notes) => void
  },
): Part<TList<Item>> {
  const leaf = (field: string): Selected => ({
    field,
    isFragment: false,
    isNullable: false,
    inner: new Map(),
    schemaOf: (): TSchema => Type.Unknown(),
  })
  const isPaged = facts.isPaged === true
  const pageInfo = isPaged ? PageInfo : Type.Pick(PageInfo, ['hasNextPage'])
  return definePart<TList<Item>>({
    ...facts,
    output: Type.Array(item.output, said),
    inner: new Map<string, Selected>([
      [
        'nodes',
        { ...leaf('nodes'), inner: item.inner, schemaOf: (object) => Type.Array(item.schemaOf(object)) },
      ],
      [
        'pageInfo',
        {
          ...leaf('pageInfo'),
          inner: new Map(Object.keys(pageInfo.properties).map((name) => [name, leaf(name)])),
          schemaOf: () => pageInfo,
        },
      ],
    ]),
    schemaOf: (object) => object,
    read: (value, notes) => {
      const { nodes, pageInfo: info } = isObject(value) ? value : {}
      note(isObject(info) ? info : {}, notes)
      return readItems(listOf(nodes), item, notes)
    },
  })
}
