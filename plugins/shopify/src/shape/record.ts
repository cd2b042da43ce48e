import { Type, type Static, type TSchema } from '@patchbay/contract'
import { nullable } from '../fields.ts'
import { isObject } from '../json.ts'
import { definePart, isPart, scalar, type Notes, type OutputOf, type Part } from './part.ts'
import { keysOf, schemaOfSelection, select, type Selection } from './selection.ts'

type TNullable<S extends TSchema> = ReturnType<typeof nullable<S>>

/** A part that is found by another path than its own name. */
export interface Field<Output extends TSchema = TSchema> {
  readonly path: string
  readonly part: Part
  /** Tells types what callers get; nothing reads it. */
  readonly output: Output
}

type Asked = TSchema | Part
type AskedOutput<A> = A extends Part<infer Output> ? Output : A extends TSchema ? A : never

/**
 * A value, object or list at a path through Shopify's type, such as `category?.fullName`. With a `?` in the path,
 * callers may get null. The syntax is that of `segmentsOf`.
 */
export function at<const Path extends string, A extends Asked>(
  path: Path,
  asked: A,
): Field<Path extends `${string}?${string}` ? TNullable<AskedOutput<A>> : AskedOutput<A>> {
  const part: Part = isPart(asked) ? asked : scalar(asked)
  const output: TSchema = path.includes('?') && !isNullable(part.output) ? nullable(part.output) : part.output
  return { path, part, output: output as never }
}

const isNullable = ({ anyOf }: TSchema): boolean =>
  Array.isArray(anyOf) && anyOf.some((member: TSchema) => member['type'] === 'null')

export type Fields = Readonly<Record<string, Asked | Field>>

type FieldOutput<F> = F extends { readonly path: string; readonly output: infer Output extends TSchema }
  ? Output
  : AskedOutput<F>

type OutputOfFields<F extends Fields> = { [Name in keyof F]: FieldOutput<F[Name]> }
export type TRecord<F extends Fields> = ReturnType<typeof Type.Object<OutputOfFields<F>>>

/**
 * A flat record: what callers get by name. A schema alone is a scalar field of the same name, a part alone an object
 * or a list of the same name, `at` leads anywhere else. Selection, schema of the answer, output schema and mapping
 * all follow, so that no more is selected than is answered.
 */
export function record<const F extends Fields>(
  fields: F,
  { description }: { readonly description?: string } = {},
): Part<TRecord<F>> & { readonly fields: F } {
  const inner: Selection = new Map()
  const members = Object.entries(fields).map(([name, asked]) => {
    const { path, part, output } =
      'path' in asked && 'part' in asked ? (asked as Field) : at(name, asked as Asked)
    select(inner, path, part)
    return { name, keys: keysOf(path), part, output }
  })
  const output = Type.Object(
    Object.fromEntries(members.map((member) => [member.name, member.output])),
    description === undefined ? {} : { description },
  ) as TRecord<F>
  const read = (value: unknown, notes: Notes): unknown => {
    const made: Record<string, unknown> = {}
    for (const { name, keys, part } of members) {
      const found = valueAt(value, keys)
      if (found === null || found === undefined) made[name] = null
      else if (!part.isNoted) made[name] = part.read(found, notes)
      else {
        notes.place.push(name)
        made[name] = part.read(found, notes)
        notes.place.pop()
      }
    }
    return made
  }
  return {
    ...definePart({
      output,
      inner,
      schemaOf: (object) => object,
      isNoted: members.some(({ part }) => part.isNoted),
      isPaged: members.some(({ part }) => part.isPaged),
      read: read as Part<TRecord<F>>['read'],
    }),
    fields,
  }
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  let found = value
  for (const key of keys) {
    if (!isObject(found)) return null
    found = found[key]
  }
  return found
}

/** Part of a part of another shape: reads as that one does, then converts. */
export const converted = <P extends Part, Output extends TSchema>(
  part: P,
  output: Output,
  convert: (value: Static<OutputOf<P>>) => Static<Output>,
): Part<Output> =>
  definePart<Output>({ ...part, output, read: (value, notes) => convert(part.read(value, notes)) })

/** The schema of what Shopify answers for a part, once its selection is known. */
export const answerSchema = (part: Part): TSchema => part.schemaOf(schemaOfSelection(part.inner))
