import { isSealedBy, type AuditHead } from './audit-head.ts'
import { sealedBy, type AuditKeys } from './audit-key.ts'
import { chainStart, type AuditRecord, type ChainPosition } from './audit-entry.ts'
import { Breaches, type Breach } from './breach.ts'
import { chainOf } from './canonical-entry.ts'
import { removedThrough } from './checkpoint.ts'
import { tellsOfHarm } from './harm.ts'
import { followTenants } from './tenant-links.ts'

/** Where the log is read from. */
export interface AuditSource {
  /** The head, and the sequence of the last entry that there is, as both were at one moment. */
  head(): Promise<{ readonly head: AuditHead | undefined; readonly lastSequence: number }>
  /** Every entry after one sequence and through another, in order. */
  records(after: number, through: number): AsyncIterable<AuditRecord>
}

export interface VerifyOptions {
  readonly keys: Pick<AuditKeys, 'find'>
  /**
   * A head that was noted elsewhere earlier, such as in the log of the runtime. Without it, the log and its head put
   * back together to how they were at some time look unharmed.
   */
  readonly expectedHead?: ChainPosition | undefined
}

export interface Verification {
  readonly isIntact: boolean
  /** How many entries were read. */
  readonly entries: number
  /** How far the log reaches; undefined if it says nowhere. */
  readonly head: ChainPosition | undefined
  /** Through where retention has removed entries; 0 for none. */
  readonly removedThrough: number
  /** How many breaches there are; the first 100 are listed. */
  readonly breachCount: number
  readonly breaches: readonly Breach[]
}

/** A log that loses its beginning while it is read is read again. */
const mostReadings = 5

/**
 * Reads the whole log and finds every edit, deletion, insertion, change of order and truncation. Takes memory for the
 * tenants, not for the entries.
 */
export async function verifyAudit(source: AuditSource, options: VerifyOptions): Promise<Verification> {
  for (let reading = 1; ; reading += 1) {
    const { head, lastSequence } = await source.head()
    const verification = await verifyOnce(source, head, lastSequence, options)
    if (verification.isIntact || reading === mostReadings) return verification
    const { head: now } = await source.head()
    if (now?.base.sequence === head?.base.sequence) return verification
  }
}

async function verifyOnce(
  source: AuditSource,
  head: AuditHead | undefined,
  lastSequence: number,
  { keys, expectedHead }: VerifyOptions,
): Promise<Verification> {
  const breaches = new Breaches()
  const tenants = followTenants(breaches)
  const base = head?.base ?? chainStart
  const through = head?.last.sequence ?? lastSequence
  let last = base
  let entries = 0
  let tellsOfRemoval = base.sequence === 0
  let meetsExpected = isSame(expectedHead, base)

  await checkHead(head, lastSequence, keys, breaches)
  for await (const { entry, sequence, chain } of source.records(0, through)) {
    entries += 1
    if (sequence <= last.sequence) {
      breaches.add('unlinked', sequence, `Entry ${sequence} is before what was removed, or there twice.`)
    } else if (sequence !== last.sequence + 1) {
      breaches.add('missing', last.sequence + 1, `${gap(last.sequence, sequence)} missing.`)
    } else if (chainOf(sequence, last.hash, entry.hash) !== chain) {
      breaches.add('unlinked', sequence, `Entry ${sequence} does not follow from the one before it.`)
    }
    tenants.follow(entry, sequence)
    if (tellsOfHarm(entry)) breaches.add('harmed', sequence, `When this was written: ${entry.details}`)
    tellsOfRemoval ||= isSame(removedThrough(entry), base)
    last = { sequence, hash: chain }
    meetsExpected ||= isSame(expectedHead, last)
  }
  if (last.sequence < through) {
    breaches.add('missing', last.sequence + 1, `${gap(last.sequence, through + 1)} missing at the end.`)
  } else if (head !== undefined && !isSame(head.last, last)) {
    breaches.add('unlinked', last.sequence, 'The last entry is not the one that the head is of.')
  }
  if (!tellsOfRemoval) {
    const detail = `Entries through ${base.sequence} were removed, and no entry says so.`
    breaches.add('retention', base.sequence, detail)
  }
  if (expectedHead !== undefined && !meetsExpected) {
    breaches.add('expected_head', expectedHead.sequence, unexpected(expectedHead, base, last))
  }
  return {
    isIntact: breaches.count === 0,
    entries,
    head: head?.last,
    removedThrough: base.sequence,
    breachCount: breaches.count,
    breaches: breaches.list,
  }
}

async function checkHead(
  head: AuditHead | undefined,
  lastSequence: number,
  keys: Pick<AuditKeys, 'find'>,
  breaches: Breaches,
): Promise<void> {
  if (head === undefined) {
    if (lastSequence > 0) breaches.add('head', lastSequence, 'There are entries, and no head.')
    return
  }
  const { sequence } = head.last
  if (!isSealedBy(await keys.find(sealedBy(head.seal)), head)) {
    breaches.add('head', sequence, 'The seal of the head is not by a key of the key ring.')
  }
  if (lastSequence > sequence) {
    const detail = `There are entries through ${lastSequence}, and the head knows of those through ${sequence}.`
    breaches.add('beyond_head', sequence + 1, detail)
  }
}

const isSame = (one: ChainPosition | undefined, other: ChainPosition): boolean =>
  one !== undefined && one.sequence === other.sequence && one.hash === other.hash

const gap = (last: number, next: number): string =>
  next - last === 2 ? `Entry ${last + 1} is` : `The entries ${last + 1} to ${next - 1} are`

function unexpected({ sequence }: ChainPosition, base: ChainPosition, last: ChainPosition): string {
  if (sequence > last.sequence) {
    return `The log ends with entry ${last.sequence}, and reached ${sequence} before: it was rolled back or replaced.`
  }
  if (sequence < base.sequence) {
    return `Retention has removed entry ${sequence}, so this head can no longer be found; give a later one.`
  }
  return `Entry ${sequence} is another one than the expected head is of: the log was rewritten.`
}
