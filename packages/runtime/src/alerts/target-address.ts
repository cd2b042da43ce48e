import { Problem } from '@patchbay/contract'
import { originOf, unfitForVendor, type EgressPolicy } from '../connections/egress-policy.ts'
import type { TargetKind } from './alert-target.ts'

const mailForm = /^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9]([a-z0-9-]{0,62}\.)*[a-z0-9-]{0,62}[a-z0-9]$/i

export interface AddressRules {
  readonly egress: EgressPolicy
  /** Whether there is a server to send mail by. */
  readonly hasMail: boolean
}

/** Throws `invalid_input` where nothing can be sent to the address, before anybody relies on it. */
export function checkAddress(kind: TargetKind, address: string, { egress, hasMail }: AddressRules): void {
  if (kind === 'email') {
    if (!hasMail) {
      throw refusal(
        'needs a mail server, and none is set up',
        'Ask the operator to set PATCHBAY_SMTP_URL, or choose another kind of target.',
      )
    }
    if (!mailForm.test(address)) throw refusal('is no mail address such as on-call@example.com')
    return
  }
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
    throw refusal('is no URL such as https://hooks.example.com/patchbay')
  }
  if (url.username !== '' || url.password !== '') {
    throw refusal('has a user or password in it, which is not sent; put a token in its path or query')
  }
  const [written = ''] = /^https?:\/\/[^/?#]*/i.exec(address.trim()) ?? []
  if (!isOrigin(written)) throw refusal('has a host that is not written as it is read')
  if (egress.allows(url.origin)) return
  const reason = unfitForVendor(url.origin)
  if (reason === undefined) return
  throw refusal(
    reason.replace('a vendor', 'a target'),
    `If it is meant to lead there, the operator can add ${url.origin} to PATCHBAY_EGRESS_ALLOW.`,
  )
}

/** What may be shown of an address: its URL may be all that is needed to post to somebody's channel. */
export function maskAddress(kind: TargetKind, address: string): string {
  if (kind !== 'email') return `${new URL(address).origin}/…`
  const [name = '', host = ''] = address.split('@')
  return `${name.slice(0, 1)}…@${host}`
}

function isOrigin(text: string): boolean {
  try {
    originOf(text)
    return true
  } catch {
    return false
  }
}

function refusal(message: string, advice?: string): Problem {
  return new Problem('invalid_input', {
    detail: `The address ${message}.`,
    ...(advice === undefined ? {} : { advice }),
    errors: [{ path: '/address', message }],
  })
}
