import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { damaged } from './archive/damage.ts'

/** The first file of an archive: what must be known before anything is restored. */
export const About = Type.Object({
  format: Type.Literal(1),
  /** Of the program that wrote it. */
  version: Type.String(),
  takenAt: Type.String(),
  engine: Type.String(),
  /** Names of the migrations that its tables have been through, in order. */
  migrations: Type.Array(Type.String(), { minItems: 1 }),
  /** The keys that the store knows, each with what opens with that very key alone, in base64. */
  keys: Type.Array(Type.Object({ id: Type.String(), proof: Type.String(), isNeeded: Type.Boolean() })),
})
export type About = Static<typeof About>

export const TableDigest = Type.Object({
  name: Type.String(),
  rows: Type.Integer({ minimum: 0 }),
  /** SHA-256 over the rows as lines of JSON in the order of the primary key, in hexadecimal digits. */
  sha256: Type.String(),
})
export type TableDigest = Static<typeof TableDigest>

/** The last file of an archive: what its other files must come to. */
export const Manifest = Type.Object({
  tables: Type.Array(TableDigest),
  sequences: Type.Array(
    Type.Object({ name: Type.String(), lastValue: Type.String(), isCalled: Type.Boolean() }),
  ),
  /** SHA-256 over the digests of all tables. */
  sha256: Type.String(),
})
export type Manifest = Static<typeof Manifest>

/** Throws a `Problem` if it is not of that form. */
export function parsePart<S extends TSchema>(schema: S, content: Buffer, name: string): Static<S> {
  let value: unknown
  try {
    value = JSON.parse(content.toString())
  } catch {
    throw damaged(`its ${name} is no JSON`)
  }
  if (!Value.Check(schema, value)) throw damaged(`its ${name} is of another form`)
  return value
}
