import { Problem, type ProblemDetails, type SentRequest, type VendorAnswer } from '@patchbay/contract'
import { classifyGoogle, type GoogleFailure } from '@patchbay/google'
import { lackingRole } from '../admin/lacking-role.ts'
import { adminPointerOf } from '../admin/pointer-of.ts'
import { spentQuota } from './spent-quota.ts'

const adminRules = { pointerOf: adminPointerOf, special: lackingRole }

/** Names what an answer of Google Analytics means, beside what all of Google's APIs say alike. */
export function classify(answer: VendorAnswer, { origin }: SentRequest): Problem | undefined {
  return classifyGoogle(answer, origin === 'admin' ? adminRules : { special })
}

function special(
  { code, status, message }: GoogleFailure,
  details: ProblemDetails,
  { headers }: VendorAnswer,
): Problem | undefined {
  if (code === 429) {
    const spent = spentQuota(message, Date.parse(headers['date'] ?? ''))
    if (spent === undefined) return undefined
    return new Problem('vendor_rate_limited', {
      ...details,
      detail: `The quota of the property is spent: ${spent.name}. ${details.detail ?? ''}`,
      advice:
        'Wait for `retryAfter` seconds; quota.get tells what is left. Fewer rows, columns and days cost fewer tokens.',
      retryAfter: spent.seconds,
    })
  }
  if (code === 403 && /sufficient permissions for this property/i.test(message)) {
    return new Problem('connection_forbidden', {
      ...details,
      advice:
        'Give the account of the connection the role Viewer at the property (Admin, Property access management), or name another property: it is the numeric id of the property, not the measurement id of a stream.',
    })
  }
  if (code === 400 && status === 'FAILED_PRECONDITION') {
    return new Problem('conflict', {
      ...details,
      advice: 'Ask for it again until its state is ACTIVE, then read its rows.',
      retryable: true,
      retryAfter: 15,
    })
  }
  return undefined
}
