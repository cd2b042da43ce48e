import { hash as digest } from 'node:crypto'
import type { ChainPosition } from './audit-entry.ts'
import { Breaches, type Breach } from './breach.ts'
import { hashedText } from './export-forms.ts'

export interface ExportVerification {
  readonly isIntact: boolean
  readonly entries: number
  /** Of the first and the last entry. */
  readonly from: number | undefined
  readonly head: ChainPosition | undefined
  readonly breachCount: number
  /** Their sequence is that of the tenant. */
  readonly breaches: readonly Breach[]
}

/**
 * Verifies the chain of one tenant from the lines of an export, for which it takes no key and no store. Give the head that
 * `GET /v1/audit/head` says or said, if what comes after the last line is not to be missing either.
 */
export async function verifyExport(
  lines: AsyncIterable<string>,
  expectedHead?: ChainPosition,
): Promise<ExportVerification> {
  const breaches = new Breaches()
  let entries = 0
  let from: number | undefined
  let last: ChainPosition | undefined
  let meetsExpected = false
  for await (const line of lines) {
    if (line === '') continue
    entries += 1
    const read = hashedText(line)
    const place = read === undefined ? undefined : placeOf(read.text)
    if (read === undefined || place === undefined || digest('sha256', read.text) !== read.hash) {
      const at = place?.sequence ?? (last?.sequence ?? 0) + 1
      breaches.add('edited', at, `Line ${entries} is not an entry with the hash that it has.`)
    }
    if (place === undefined || read === undefined) continue
    const { sequence, previous } = place
    if (last === undefined) from = sequence
    else if (sequence > last.sequence + 1) {
      breaches.add('missing', last.sequence + 1, `Entries are missing before entry ${sequence}.`)
    } else if (sequence <= last.sequence || previous !== last.hash) {
      breaches.add('unlinked', sequence, `Entry ${sequence} does not follow from the one before it.`)
    }
    last = { sequence, hash: read.hash }
    meetsExpected ||= sequence === expectedHead?.sequence && read.hash === expectedHead.hash
  }
  if (expectedHead !== undefined && !meetsExpected) {
    const detail = `The entry ${expectedHead.sequence} that the expected head is of is not there.`
    breaches.add('expected_head', expectedHead.sequence, detail)
  }
  const { count, list } = breaches
  return { isIntact: count === 0, entries, from, head: last, breachCount: count, breaches: list }
}

function placeOf(text: string): { sequence: number; previous: string } | undefined {
  try {
    const { sequence, previous } = JSON.parse(text) as Record<string, unknown>
    return typeof sequence === 'number' && typeof previous === 'string' ? { sequence, previous } : undefined
  } catch {
    return undefined
  }
}
