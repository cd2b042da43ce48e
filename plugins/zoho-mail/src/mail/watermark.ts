import type { MessageRecord } from './message-row.ts'
import { timeOf } from './newest.ts'

/**
 * How far somebody has read: the time of the last message, and which ones of the minutes before it were seen. Mail is not
 * always shown in the order of its time, so those minutes are looked at again.
 */
export interface Watermark {
  readonly time: number
  readonly seen: ReadonlySet<string>
}

/** Milliseconds by which a message may be shown late. */
export const overlap = 300_000

/** Ids that a watermark holds at the most; of more within the overlap, the older ones may come twice. */
const mostSeen = 150

export const watermarkPattern = String.raw`^[0-9]{1,15}(?:\.[0-9]{1,20}){0,150}$`

export function readWatermark(text: string): Watermark {
  const [time = '0', ...seen] = text.split('.')
  return { time: Number(time), seen: new Set(seen) }
}

export const writeWatermark = ({ time, seen }: Watermark): string => [String(time), ...seen].join('.')

/** The watermark once these were read too. They, and those of the one before, stay seen as long as they may come again. */
export function advance(
  before: Watermark,
  read: readonly MessageRecord[],
  known: readonly MessageRecord[],
): Watermark {
  const time = Math.max(before.time, ...read.map(timeOf))
  const readIds = new Set(read.map(({ id }) => id))
  const seen = known
    .filter(
      (message) =>
        readIds.has(message.id) || before.seen.has(message.id) || timeOf(message) < before.time - overlap,
    )
    .filter((message) => timeOf(message) >= time - overlap)
    .toSorted((a, b) => timeOf(b) - timeOf(a))
    .slice(0, mostSeen)
  return { time, seen: new Set(seen.map(({ id }) => id)) }
}
