import type { Execution } from '../execution.ts'
import { iso, numberIn, rowsOf, type Row } from '../state.ts'
import { addressOf, keepsFor } from './storage.ts'
import { run } from './run.ts'

/** Milliseconds from the beginning of an operation until it runs, and until it is done. */
const runsAfter = 1_000
const doneAfter = 3_000
/** Milliseconds until one that is being canceled is. */
const canceledAfter = 1_000

/** Lets all bulk operations become what they are by now. */
export function advanceBulk(execution: Execution): void {
  for (const operation of rowsOf(execution.state, 'BulkOperation')) advance(operation, execution)
}

function advance(operation: Row, execution: Execution): void {
  const { now } = execution
  const begunAt = Date.parse(String(operation['createdAt']))
  if (operation['status'] === 'CANCELING') {
    const endedAt = Number(operation['cancelingAt']) + canceledAfter
    if (now >= endedAt) Object.assign(operation, { status: 'CANCELED', completedAt: iso(endedAt) })
    return
  }
  if (operation['status'] === 'CREATED' && now >= begunAt + runsAfter) operation['status'] = 'RUNNING'
  const lasts = typeof operation['doneAfter'] === 'number' ? operation['doneAfter'] : doneAfter
  if (operation['status'] === 'RUNNING' && now >= begunAt + lasts) finish(operation, execution)
  const endedAt = Date.parse(String(operation['completedAt']))
  if (operation['status'] === 'COMPLETED' && now > endedAt + keepsFor)
    Object.assign(operation, { status: 'EXPIRED', url: null })
}

/** What it found is written now, and stays as it is whatever changes in the shop. */
function finish(operation: Row, execution: Execution): void {
  const completedAt = Date.parse(String(operation['createdAt'])) + doneAfter
  const outcome = run(operation, {
    ...execution,
    grant: (operation['grant'] as Execution['grant'] | undefined) ?? execution.grant,
  })
  operation['completedAt'] = iso(completedAt)
  if ('errorCode' in outcome) {
    Object.assign(operation, { status: 'FAILED', errorCode: outcome.errorCode })
    return
  }
  const { lines, roots } = outcome
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))
  const name = `bulk-${numberIn(operation.id)}.jsonl`
  execution.state.files.set(name, bytes)
  Object.assign(operation, {
    status: 'COMPLETED',
    objectCount: String(lines.length),
    rootObjectCount: String(roots),
    fileSize: lines.length === 0 ? null : String(bytes.byteLength),
    url: lines.length === 0 ? null : addressOf(name, completedAt),
  })
}
