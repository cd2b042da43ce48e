import { Type, type TSchema } from '@patchbay/contract'
import type { Field } from './field.ts'

type Fields = Readonly<Record<string, Field<unknown>>>

/** What is read from an answer by fields. */
export type Reading<F extends Fields> = {
  readonly [N in keyof F]: F[N] extends Field<infer Value> ? Value : never
}

/** How one kind of thing is read from Google's answers. */
export interface AdminRecord<Value> {
  /** The part of Google's answer that is used. */
  readonly wire: TSchema
  /** What operations show. */
  readonly output: ReturnType<typeof Type.Unsafe<Value>>
  readonly read: (wire: unknown) => Value
}

/** Makes a record of fields: every one is always there, which spares callers Google's habit of leaving out what is empty. */
export function record<F extends Fields>(fields: F): AdminRecord<Reading<F>> {
  const named = Object.entries(fields)
  return {
    wire: Type.Object(
      Object.fromEntries(named.map(([name, { from = name, wire }]) => [from, Type.Optional(wire)])),
    ),
    output: Type.Unsafe<Reading<F>>(
      Type.Object(Object.fromEntries(named.map(([name, { output }]) => [name, output]))),
    ),
    read(wire) {
      const sent = wire as Readonly<Record<string, unknown>>
      return Object.fromEntries(
        named.map(([name, { from = name, read }]) => [name, read(sent[from])]),
      ) as Reading<F>
    },
  }
}

/** A record within one, null where Google has none. */
export const nested = <Value>(inner: AdminRecord<Value>, description: string): Field<Value | null> => ({
  wire: inner.wire,
  output: Type.Union([inner.output, Type.Null()], { description }),
  read: (value) => (value === undefined ? null : inner.read(value)),
})

/** Records within one. */
export const list = <Value>(inner: AdminRecord<Value>, description: string): Field<readonly Value[]> => ({
  wire: Type.Array(inner.wire),
  output: Type.Array(inner.output, { description }),
  read: (value) => (Array.isArray(value) ? value.map((item) => inner.read(item)) : []),
})
