import { Problem } from '@patchbay/contract'
import type { UsagePlace } from '../usage/usage-report.ts'

/** Where the next page begins, as text. It is no secret, and lets nobody see more: it only says where to go on. */
export const usageCursor = ({ start, tenant, connector, operation }: UsagePlace): string =>
  Buffer.from(JSON.stringify([start.getTime(), tenant, connector, operation])).toString('base64url')

/** Throws `invalid_input` for what no page has given. */
export function parseUsageCursor(cursor: string): UsagePlace {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parsed)) {
      const [time, tenant, connector, operation]: readonly unknown[] = parsed
      const start = new Date(typeof time === 'number' ? time : Number.NaN)
      if (!Number.isNaN(start.getTime()) && isText(tenant) && isText(connector) && isText(operation)) {
        return { start, tenant, connector, operation }
      }
    }
  } catch {
    // as what is read and is none
  }
  throw new Problem('invalid_input', {
    detail: 'The cursor is none that a page has given.',
    errors: [{ path: '/cursor', message: 'must be `meta.next` of a page' }],
  })
}

// A NUL is no text to a database.
const isText = (value: unknown): value is string => typeof value === 'string' && !value.includes('\0')
