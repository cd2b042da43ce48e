import type { Execution } from '../execution.ts'
import { rowsOf } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

export const webhookRoots = {
  webhookSubscriptions: ({ topics, uri }: Arguments, { state }: Execution) =>
    rowsOf(state, 'WebhookSubscription').filter(
      (row) =>
        (!Array.isArray(topics) || topics.includes(row['topic'])) &&
        (typeof uri !== 'string' || row['uri'] === uri),
    ),
}
