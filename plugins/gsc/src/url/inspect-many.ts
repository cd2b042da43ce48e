import { Problem } from '@patchbay/contract'
import type { Sender } from '../request.ts'
import { inspectUrl } from './inspect.ts'
import type { Inspection } from './inspection.ts'

/** Pages that are inspected at once. */
const together = 8

/** A page that Google would not inspect. */
export interface NotInspected {
  readonly url: string
  readonly code: string
  readonly message: string
}

/** What became of a list of pages. */
export interface Inspected {
  /** In the order of the pages. */
  readonly inspections: Inspection[]
  readonly failed: NotInspected[]
  /** How many pages from the first on have an outcome: where to go on. */
  readonly done: number
  /** Why the rest was not looked at; undefined if all of it was. */
  readonly stopped: Problem | undefined
}

/** Failures that would meet the next page as well. */
const isOfAll = ({ code }: Problem): boolean => code !== 'vendor_rejected' && code !== 'not_found'

/**
 * Inspects pages, some at once, until all are done or a quota is spent: what was learnt by then is kept. Where that is in
 * the middle of some, those of them that Google has answered are kept as well, although they come after the place to go on.
 */
export async function inspectMany(
  context: Sender,
  siteUrl: string,
  urls: readonly string[],
): Promise<Inspected> {
  const inspections: Inspection[] = []
  const failed: NotInspected[] = []
  let firstFailure: Problem | undefined
  for (let start = 0; start < urls.length; start += together) {
    const batch = urls.slice(start, start + together)
    const settled = await Promise.allSettled(batch.map((url) => inspectUrl(context, siteUrl, url)))
    let gap: { readonly at: number; readonly stopped: Problem } | undefined
    for (const [index, one] of settled.entries()) {
      if (one.status === 'fulfilled') {
        inspections.push(one.value)
        continue
      }
      const reason: unknown = one.reason
      if (!Problem.is(reason)) throw reason
      if (isOfAll(reason)) gap ??= { at: start + index, stopped: reason }
      else {
        firstFailure ??= reason
        failed.push({ url: batch[index] ?? '', code: reason.code, message: reason.message })
      }
    }
    if (gap !== undefined) return { inspections, failed, done: gap.at, stopped: gap.stopped }
  }
  // Where nothing was learnt, the caller gets the reason as that of the call.
  if (inspections.length === 0 && firstFailure !== undefined) throw firstFailure
  return { inspections, failed, done: urls.length, stopped: undefined }
}
