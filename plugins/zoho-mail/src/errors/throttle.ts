import type { Failure } from './read-failure.ts'

/** Seconds for which a locked account is left alone where Zoho does not say; its documentation speaks of 15 minutes. */
const usualPause = 900

const codes = new Set([
  'URL_ROLLING_THROTTLES_LIMIT_EXCEEDED',
  'THROTTLES_LIMIT_EXCEEDED',
  'LIMIT_EXCEEDED',
  'U0006',
])

const words = /too many requests|throttles? limit|try again after \d+/i
const minutes = /after (\d+) ?min/i
const seconds = /after (\d+) ?sec/i

/**
 * Seconds for which nothing must be sent, if the answer says that the account is locked. How it does is not documented for
 * Zoho Mail, so all that its products are known to answer counts.
 */
export function throttledFor(
  status: number,
  headers: Readonly<Record<string, string>>,
  failure: Failure | undefined,
): number | undefined {
  const isThrottled =
    status === 429 ||
    (failure !== undefined &&
      (failure.status === 429 || codes.has(failure.code ?? '') || words.test(failure.words)))
  if (!isThrottled) return undefined
  const stated = headers['retry-after']
  if (stated !== undefined && /^\d+$/.test(stated)) return Number(stated)
  const said = `${failure?.code ?? ''} ${failure?.words ?? ''}`
  const inMinutes = minutes.exec(said)?.[1]
  if (inMinutes !== undefined) return Number(inMinutes) * 60
  const inSeconds = seconds.exec(said)?.[1]
  return inSeconds === undefined ? usualPause : Number(inSeconds)
}
