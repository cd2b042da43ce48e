import { listOf } from '../../json.ts'
import type { Execution } from '../execution.ts'
import { rowsOf, type Row } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

export const eventRoots = {
  /** What the shop has recorded since its seed, and what the orders tell of before. */
  events(_: Arguments, { state }: Execution) {
    const placed = rowsOf(state, 'Order').flatMap((order) =>
      (listOf(order['events']) as Row[]).map((event) => ({
        ...event,
        subjectId: order.id,
        subjectType: 'ORDER',
      })),
    )
    return [...placed, ...rowsOf(state, 'BasicEvent')]
  },
}
