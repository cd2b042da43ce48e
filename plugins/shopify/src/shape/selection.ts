import { Type, type TSchema } from '@patchbay/contract'
import { nullable } from '../fields.ts'

/** A part of a selection, by the key under which it is answered; fragments under `... on Type`. */
export type Selection = Map<string, Selected>

/** What is selected under one key. */
export interface Selected {
  /** The field as a document writes it, such as `total: totalPriceSet`. */
  readonly field: string
  readonly isFragment: boolean
  isNullable: boolean
  /** Of an object or of the items of a list; empty for scalars. */
  readonly inner: Selection
  /** The schema of the answer, from that of its object. */
  schemaOf: (object: TSchema) => TSchema
}

const segmentPattern = /^(?:(\w+):)?(\w*)(\([^)]*\))?(?:<([^>]+)>)?(\?)?$/

interface Segment {
  readonly key: string
  readonly field: string
  /** The types behind an interface or union that have what follows. */
  readonly types: readonly string[]
  readonly isNullable: boolean
}

/**
 * Reads a path through objects, such as `category?.fullName` or `discount:codeDiscount<DiscountCodeBasic>?.title`.
 * A segment is `alias:name(arguments)<Types>?`. `?` says that Shopify may answer null there; a name that is left out
 * before `<Types>` means the object itself.
 */
export function segmentsOf(path: string): Segment[] {
  return (path.match(/(?:\([^)]*\)|[^.(])+/g) ?? []).map((text) => {
    const match = segmentPattern.exec(text)
    if (match === null) throw new TypeError(`"${text}" of "${path}" is not a segment of a path.`)
    const [, alias, name = '', args = '', types, mark] = match
    return {
      key: alias ?? name,
      field: `${alias === undefined ? '' : `${alias}: `}${name}${args}`,
      types: types?.split('|') ?? [],
      isNullable: mark !== undefined,
    }
  })
}

/** The keys under which what a path leads to is answered. */
export const keysOf = (path: string): string[] =>
  segmentsOf(path).flatMap(({ key }) => (key === '' ? [] : [key]))

/** Adds what a path leads to. The same object may be met by several paths; it is selected once. */
export function select(
  selection: Selection,
  path: string,
  { inner, schemaOf, args }: Pick<Selected, 'inner' | 'schemaOf'> & { readonly args?: string | undefined },
): void {
  const segments = segmentsOf(path)
  const walk = (into: Selection, position: number): void => {
    const segment = segments[position]
    if (segment === undefined) return
    const isLast = position === segments.length - 1
    const at =
      segment.key === ''
        ? undefined
        : entry(into, segment.key, withArguments(segment.field, isLast ? args : undefined))
    if (at !== undefined && segment.isNullable) at.isNullable = true
    const within = at?.inner ?? into
    if (isLast) {
      if (at === undefined) throw new TypeError(`The path "${path}" names no field at its end.`)
      at.schemaOf = schemaOf
      for (const target of targets(within, segment.types)) merge(target, inner)
      return
    }
    for (const target of targets(within, segment.types)) walk(target, position + 1)
  }
  walk(selection, 0)
}

const withArguments = (field: string, args: string | undefined): string =>
  args === undefined ? field : field.endsWith(')') ? `${field.slice(0, -1)}, ${args})` : `${field}(${args})`

const targets = (selection: Selection, types: readonly string[]): Selection[] =>
  types.length === 0
    ? [selection]
    : types.map((type) => entry(selection, `... on ${type}`, `... on ${type}`, true).inner)

function entry(selection: Selection, key: string, field: string, isFragment = false): Selected {
  const known = selection.get(key)
  if (known !== undefined) {
    if (known.field !== field) throw new TypeError(`"${key}" is selected as ${known.field} and as ${field}.`)
    return known
  }
  const made: Selected = {
    field,
    isFragment,
    isNullable: false,
    inner: new Map(),
    schemaOf: (object) => object,
  }
  selection.set(key, made)
  return made
}

function merge(into: Selection, from: Selection): void {
  for (const [key, { field, isFragment, isNullable, inner, schemaOf }] of from) {
    const at = entry(into, key, field, isFragment)
    at.isNullable ||= isNullable
    at.schemaOf = schemaOf
    merge(at.inner, inner)
  }
}

/** As a document writes it, without the outer braces. */
export function textOfSelection(selection: Selection): string {
  return [...selection.values()]
    .map(({ field, inner }) => (inner.size === 0 ? field : `${field} { ${textOfSelection(inner)} }`))
    .join(' ')
}

/** The schema of an object that is answered to a selection. What only some types have may be missing. */
export function schemaOfSelection(selection: Selection): TSchema {
  const known: Selection = new Map()
  const optional = new Set<string>()
  for (const [key, selected] of selection) {
    if (selected.isFragment) {
      for (const inner of selected.inner.keys()) if (!selection.has(inner)) optional.add(inner)
      merge(known, selected.inner)
    } else merge(known, new Map([[key, selected]]))
  }
  return Type.Object(
    Object.fromEntries(
      [...known].map(([key, { isNullable, inner, schemaOf }]) => {
        const whole = schemaOf(schemaOfSelection(inner))
        const schema = isNullable ? nullable(whole) : whole
        return [key, optional.has(key) ? Type.Optional(schema) : schema]
      }),
    ),
  )
}
