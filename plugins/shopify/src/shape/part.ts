import type { Static, TSchema } from '@patchbay/contract'
import type { Selected, Selection } from './selection.ts'

/** What reading an answer finds beside the values. */
export interface Notes {
  /** Where in the output the reader is. */
  readonly place: Array<string | number>
  /** A list within the answer goes on, and nothing can page through it. */
  truncated(): void
  /** Where the list that the call pages through goes on. */
  next(cursor: string | undefined): void
}

/** A part of an answer: how it is selected, what Shopify answers, what callers get, and the way between them. */
export interface Part<Output extends TSchema = TSchema> {
  readonly output: Output
  /** Of the object, or of the items of the list; empty for scalars. */
  readonly inner: Selection
  readonly schemaOf: Selected['schemaOf']
  /** What the field must be asked with, such as `first: 10`. */
  readonly args?: string
  /** Whether it holds a list that may be cut, so that it matters where it is. */
  readonly isNoted: boolean
  /** Whether it holds the list that a call pages through, by the variables $first and $after. */
  readonly isPaged: boolean
  read(value: unknown, notes: Notes): Static<Output>
}

export type OutputOf<P> = P extends Part<infer Output> ? Output : never

const marker = Symbol('part')

/** Makes a part; what it does not say is as for a scalar. */
export function definePart<Output extends TSchema>(
  part: Pick<Part<Output>, 'output' | 'read'> & Partial<Part<Output>>,
): Part<Output> {
  const schemaOf = (): TSchema => part.output
  return Object.freeze({
    [marker]: true,
    inner: new Map(),
    schemaOf,
    isNoted: false,
    isPaged: false,
    ...part,
  })
}

export function isPart(value: object): value is Part {
  return marker in value
}

/** A value that callers get as Shopify answers it. */
export const scalar = <Output extends TSchema>(output: Output): Part<Output> =>
  // The answer was checked against the schema before it is read.
  definePart({ output, read: (value) => value as Static<Output> })
