import { milliseconds, Problem, type Duration } from '@patchbay/contract'
import { isAddressRange } from '../access/address-ranges.ts'
import type { KeyChange, NewKey } from '../access/api-keys/api-keys.ts'
import { bodyReader } from './checked-input.ts'
import { KeyChangeBody, NewKeyBody, RotationBody } from './key-schemas.ts'

const readNew = bodyReader(NewKeyBody)
const readChange = bodyReader(KeyChangeBody)
const readRotation = bodyReader(RotationBody)

/** Milliseconds. */
const longestOverlap = 30 * 86_400_000

/** Throws `invalid_input`, as all of these. */
export function readNewKey(body: unknown, now: number): NewKey {
  const { name, role, environment = 'live', ...grant } = readNew(body)
  const { restrictions = null, addresses = null, toolsets = null, confirmation = 'ask' } = grant
  checkAddresses(addresses)
  const expiresAt = readExpiry(grant.expiresAt, now)
  return { name, role, environment, restrictions, addresses, toolsets, confirmation, expiresAt }
}

export function readKeyChange(body: unknown, now: number): KeyChange {
  const { expiresAt, ...change } = readChange(body)
  if (change.addresses !== undefined) checkAddresses(change.addresses)
  return { ...change, ...(expiresAt !== undefined && { expiresAt: readExpiry(expiresAt, now) }) }
}

/** How long the text of a key stays valid after the next, in milliseconds. */
export function readOverlap(body: unknown): number {
  const overlap = milliseconds(readRotation(body).overlap as Duration)
  if (overlap > longestOverlap) throw wrong('/overlap', 'must be at most 30d')
  return overlap
}

const wrong = (path: string, message: string): Problem =>
  new Problem('invalid_input', {
    detail: `The body does not fit: ${path} ${message}.`,
    errors: [{ path, message }],
  })

function readExpiry(text: string | null | undefined, now: number): Date | null {
  if (text === null || text === undefined) return null
  const date = new Date(text)
  if (!(date.getTime() > now)) throw wrong('/expiresAt', 'must be a time to come')
  return date
}

function checkAddresses(addresses: readonly string[] | null): void {
  const index = addresses?.findIndex((address) => !isAddressRange(address)) ?? -1
  if (index >= 0) throw wrong(`/addresses/${index}`, 'must be an address or a network such as 10.0.0.0/8')
}
