import type { Take } from './shared-limits.ts'

/** The holder where one is needed. Throws a `TypeError` if it is missing there. */
export function holderOf({ rule, holder, key }: Take): string | undefined {
  if (rule.kind !== 'concurrency') return undefined
  if (holder === undefined) throw new TypeError(`${key} counts holders, and none is named`)
  return holder
}
