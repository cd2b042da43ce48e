import { Problem } from '@patchbay/contract'
import type { ZohoContext } from '../context.ts'
import { organizationIdOf, WireAccount } from '../operations/accounts.ts'
import { ask } from '../wire/ask.ts'
import { isObject } from '../wire/is-object.ts'
import { mailboxOf } from './mailbox.ts'

/** The path of the organisation that the connection looks after. Throws where there is none. */
export async function organizationOf(
  context: Pick<ZohoContext<object>, 'input' | 'config' | 'http'>,
): Promise<string> {
  const { config, http } = context
  const given = config.organizationId
  if (given !== undefined) return `/api/organization/${given}`
  const path = await mailboxOf({ ...context, input: {} })
  const found = organizationIdOf(await ask(http, { method: 'GET', path, effect: 'read' }, WireAccount))
  if (found !== undefined) return `/api/organization/${found}`
  throw new Problem('connection_forbidden', {
    detail: 'The account of this connection is a personal one: it has no organization.',
    advice:
      'Use a connection whose person administers an organization at Zoho Mail, or do without this operation.',
  })
}

/** What Zoho answers where the form is not documented: its own words, as far as they are no lists or objects. */
export function factsOf(value: unknown): Record<string, string | number | boolean> {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, fact]) =>
      typeof fact === 'string' || typeof fact === 'number' || typeof fact === 'boolean' ? [[name, fact]] : [],
    ),
  )
}

/** The rows of an answer of which only that much is known: a list, or the first list within an object. */
export function rowsOf(value: unknown): Array<Readonly<Record<string, unknown>>> {
  const list: unknown = Array.isArray(value)
    ? value
    : isObject(value)
      ? Object.values(value).find((member) => Array.isArray(member))
      : undefined
  return Array.isArray(list) ? (list as unknown[]).filter(isObject) : []
}
