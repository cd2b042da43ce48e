import { Problem } from '@patchbay/contract'
import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

/** What every list takes in its query. */
export const pageQuery = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Entries of a page.' }),
  cursor: Type.Optional(
    Type.String({ maxLength: 500, description: 'Where to go on: `meta.next` of the page before.' }),
  ),
}

/** One page of a list, and where the next one begins; undefined where there is none. */
export interface Page<T> {
  readonly entries: readonly T[]
  readonly next: string | undefined
}

/** Makes a page of what was read with one entry more than its limit. */
export function toPage<T>(read: readonly T[], limit: number, positionOf: (last: T) => unknown): Page<T> {
  const entries = read.slice(0, limit)
  const last = entries.at(-1)
  const hasMore = read.length > limit && last !== undefined
  return { entries, next: hasMore ? writeCursor(positionOf(last)) : undefined }
}

const writeCursor = (position: unknown): string => Buffer.from(JSON.stringify(position)).toString('base64url')

/** The position that a cursor stands for. Throws `invalid_input` if it was not given out by a list of this kind. */
export function readCursor<S extends TSchema>(schema: S, cursor: string | undefined): Static<S> | undefined {
  if (cursor === undefined) return undefined
  let position: unknown
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    position = undefined
  }
  if (Value.Check(schema, position)) return position
  const message = 'is no cursor of this list'
  throw new Problem('invalid_input', {
    detail: `The cursor ${message}.`,
    advice: 'Send `meta.next` of a page as it is, or leave the cursor out to begin again.',
    errors: [{ path: '/cursor', message }],
  })
}
