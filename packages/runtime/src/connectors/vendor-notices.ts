import type { Warning } from '@patchbay/contract'

/** What a vendor has said of its API as a whole, as one instance has heard it. */
export interface VendorNotice {
  readonly code: string
  readonly message: string
  /** Answers that said so. */
  readonly count: number
  readonly firstSeen: Date
  readonly lastSeen: Date
}

/** Warnings that are not about one answer: another version of the API answers, or something that is used will go. */
const codes: ReadonlySet<string> = new Set(['version_drift', 'deprecated'])

/** More different ones than any vendor has words for: what is beyond is counted with its call and nowhere else. */
const most = 20

/** Collects what the answers of one vendor say of its API. */
export class VendorNotices {
  readonly #notices = new Map<string, { code: string; count: number; first: number; last: number }>()

  /** True if it is news. */
  note({ code, message }: Warning, now: number): boolean {
    if (!codes.has(code)) return false
    const known = this.#notices.get(message)
    if (known !== undefined) {
      known.count += 1
      known.last = now
      return false
    }
    if (this.#notices.size >= most) return false
    this.#notices.set(message, { code, count: 1, first: now, last: now })
    return true
  }

  /** In the order in which they were first heard. */
  list(): VendorNotice[] {
    return [...this.#notices].map(([message, { code, count, first, last }]) => ({
      code,
      message,
      count,
      firstSeen: new Date(first),
      lastSeen: new Date(last),
    }))
  }
}
