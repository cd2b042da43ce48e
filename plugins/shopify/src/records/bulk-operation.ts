import { Type } from '@patchbay/contract'
import { NullableText, NullableTimestamp, Timestamp } from '../fields.ts'
import { scalar } from '../shape/part.ts'
import { at, converted, record } from '../shape/record.ts'

/** Shopify writes 64-bit numbers as text; these are far below what a number holds. */
const count = (description: string) =>
  converted(scalar(Type.String()), Type.Integer({ description }), (text) => Number(text))

const isThere = (description: string) =>
  converted(scalar(Type.String()), Type.Boolean({ description }), () => true)

/** A bulk operation. The signed addresses of its files are kept back: whoever has them needs no token. */
export const BulkOperation = record({
  id: Type.String(),
  type: Type.String({ description: 'QUERY or MUTATION.' }),
  status: Type.String({
    description: 'CREATED, RUNNING, COMPLETED, CANCELING, CANCELED, FAILED or EXPIRED.',
  }),
  errorCode: NullableText,
  createdAt: Timestamp,
  completedAt: NullableTimestamp,
  objectCount: count('How many objects it has written so far.'),
  rootObjectCount: count('How many of them hang under no other.'),
  fileSize: at('fileSize?', count('Bytes of the result.')),
  hasResult: at(
    'url?',
    isThere('True once bulk.download has something to give; null before, and where nothing was found.'),
  ),
  hasPartialResult: at(
    'partialDataUrl?',
    isThere('True where it failed and what it had found by then can be had.'),
  ),
  query: Type.String({ description: 'The document that it runs.' }),
})
