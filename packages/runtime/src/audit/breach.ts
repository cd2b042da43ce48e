/**
 * What is wrong with an entry, or with the log.
 * - `edited`: an entry does not have the hash that its content has.
 * - `unlinked`: an entry does not follow from the one before it: it was moved, put in, or rewritten with its hash.
 * - `missing`: entries are gone.
 * - `tenant_unlinked`: an entry does not follow from the entry of its tenant before it.
 * - `head`: what says how far the log reaches is missing, or was not written by the runtime.
 * - `beyond_head`: there are entries that the head does not know of.
 * - `harmed`: the runtime found the log harmed while it wrote, and says so in this entry.
 * - `retention`: entries were removed, and no entry says so.
 * - `expected_head`: the log is not the one, or no later one of the one, that the expected head is of.
 */
export type BreachKind =
  | 'edited'
  | 'unlinked'
  | 'missing'
  | 'tenant_unlinked'
  | 'head'
  | 'beyond_head'
  | 'harmed'
  | 'retention'
  | 'expected_head'

export interface Breach {
  readonly kind: BreachKind
  /** Where: the sequence over all tenants, or in an export that of the tenant. */
  readonly sequence: number
  /** What was found, for a person. */
  readonly detail: string
}

/** More are only counted. */
const mostListed = 100

/** Collects breaches in bounded memory. */
export class Breaches {
  readonly list: Breach[] = []
  count = 0

  add(kind: BreachKind, sequence: number, detail: string): void {
    this.count += 1
    if (this.list.length < mostListed) this.list.push({ kind, sequence, detail })
  }
}
