import type { Static, TObject, TSchema } from '@sinclair/typebox'
import { closeObjects } from './close-objects.ts'
import type { CallContext } from './context.ts'
import type { Example, Operation } from './operation.ts'
import type { ConfigOf, OriginOf, Vendor } from './vendor.ts'

/** One item of a streamed answer. */
export interface StreamItem<Item> {
  readonly data: Item
  /** Where to go on after this item: a caller who lost the connection sends it back as the input field `cursor`. */
  readonly cursor: string
}

/** One item that is JSON already. */
export interface JsonItem {
  /** Without a line feed. Given on as it is. */
  readonly json: string
  readonly cursor: string
}

/** Items that are text already, as `encodeItems` makes them: in a transform, so that no call waits for it. */
export interface EncodedItems {
  /** UTF-8. Whole lines, each with one item. */
  readonly lines: Uint8Array
  /** How many lines there are. */
  readonly count: number
}

/** What a streamed operation yields: some of its items, in their order. */
export type StreamPart<Item> = ReadonlyArray<StreamItem<Item>> | EncodedItems

/**
 * A read whose answer is too long to be held, given item by item: `output` is the schema of one of them. It is served
 * as `application/x-ndjson`, and pulled: what follows a `yield` runs when the caller has taken what was yielded, so an
 * operation that fetches a page for each part never holds more than that page.
 *
 * Its `timeout` is for each part, and for the caller to take it, not for the whole. Its input names a `cursor`. It is
 * never cached. What `report` is told comes with the last line.
 */
export interface StreamOperation<
  V extends Vendor = Vendor,
  I extends TObject = TObject,
  O extends TSchema = TSchema,
> extends Pick<
  Operation<V, I, O>,
  'title' | 'description' | 'stability' | 'scopes' | 'cost' | 'timeout' | 'task'
> {
  readonly effect: 'read'
  readonly input: I
  /** Of one item. Encoded items are not checked against it. */
  readonly output: O
  /** With one item that the call gives, the first one. */
  readonly examples: readonly [Example<Static<I>, Static<O>>, ...Array<Example<Static<I>, Static<O>>>]
  stream(context: CallContext<Static<I>, ConfigOf<V>, OriginOf<V>>): AsyncIterable<StreamPart<Static<O>>>
}

/** Defines an operation whose answer is streamed. `vendor` is there for the types of config, origins and limits. */
export function defineStream<V extends Vendor, I extends TObject & StreamInput, O extends TSchema>(
  _vendor: V,
  operation: StreamOperation<V, I, O>,
): StreamOperation<V, I, O> {
  return Object.freeze({ ...operation, input: closeObjects(operation.input) })
}

interface StreamInput {
  readonly properties: { readonly cursor: TSchema }
}

const encoder = new TextEncoder()

/** Items as the lines that callers get. */
export function encodeItems(items: ReadonlyArray<StreamItem<unknown> | JsonItem>): EncodedItems {
  let text = ''
  for (const item of items) {
    const json = 'json' in item ? item.json : JSON.stringify(item.data)
    text += `{"data":${json},"cursor":${JSON.stringify(item.cursor)}}\n`
  }
  return { lines: encoder.encode(text), count: items.length }
}
