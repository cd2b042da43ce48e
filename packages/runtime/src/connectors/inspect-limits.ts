import { milliseconds, type Duration } from '@patchbay/contract'

const positive = (value: unknown): boolean => typeof value === 'number' && value > 0 && Number.isFinite(value)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** What is wrong with a connector's limits, each named by its id; an empty list if nothing is. */
export function wrongLimits(limits: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(limits).flatMap(([id, limit]) => {
    const wrong = isRecord(limit) ? wrongOf(limit) : 'is not an object'
    return wrong === undefined ? [] : [`The limit ${id} ${wrong}.`]
  })
}

function wrongOf(limit: Readonly<Record<string, unknown>>): string | undefined {
  const { kind, title, unit, per, capacity, refillPerSecond, amount, window, timeZone } = limit
  for (const [name, value] of Object.entries({ title, unit })) {
    if (typeof value !== 'string' || value === '') return `has no ${name}`
  }
  if (
    !Array.isArray(per) ||
    !per.every((key) => /^(connection$|(config|input|request)\..)/.test(String(key)))
  ) {
    return 'is per something else than connection, config.…, input.… or request.…'
  }
  switch (kind) {
    case 'bucket':
      return positive(capacity) && positive(refillPerSecond)
        ? undefined
        : 'needs a capacity and a refillPerSecond above 0'
    case 'concurrency':
      return positive(amount) ? undefined : 'needs an amount above 0'
    case 'window':
      if (!positive(amount)) return 'needs an amount above 0'
      return wrongWindow(window) ?? wrongTimeZone(timeZone)
    default:
      return `is of the kind "${String(kind)}", which is none of bucket, window, concurrency`
  }
}

function wrongWindow(window: unknown): string | undefined {
  try {
    return milliseconds(window as Duration) > 0 ? undefined : 'has a window that is no span of time'
  } catch (error) {
    return `has a window that is wrong: ${(error as Error).message}`
  }
}

function wrongTimeZone(timeZone: unknown): string | undefined {
  if (timeZone === undefined) return undefined
  try {
    new Intl.DateTimeFormat('en', { timeZone: timeZone as string })
    return undefined
  } catch {
    return `is of the time zone ${JSON.stringify(timeZone)}, which does not exist`
  }
}
