import { Type, type Static } from '@patchbay/contract'
import { Answer, List } from '../wire/answer.ts'
import { WireDate } from '../wire/date.ts'

const bucket = { Date: WireDate, Clicks: Type.Number(), Impressions: Type.Number() }

/** A row of the tables by query or by page. `Query` holds whichever of the two the table is about. */
const KeyedRow = Type.Object({
  ...bucket,
  Query: Type.String(),
  AvgClickPosition: Type.Number(),
  AvgImpressionPosition: Type.Number(),
})

/** A row of the tables that are about one thing as a whole. */
const BucketRow = Type.Object({ ...bucket, Position: Type.Optional(Type.Number()) })

/** A row of any of the tables, as Bing sends it: one per key and bucket, oldest first. */
export type WireRow = Static<typeof BucketRow> & Partial<Static<typeof KeyedRow>>

/** The answer of a table by query or by page. */
export const KeyedAnswer = Answer(List(KeyedRow))

/** The answer of a table about one thing. */
export const BucketsAnswer = Answer(List(BucketRow))
