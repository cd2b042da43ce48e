import { errorInfo, refusal } from '@patchbay/google/emulator'
import { projectNumber } from '../data/properties.ts'
import { Refused } from './call.ts'
import type { AdminState } from './state.ts'

/** Requests a minute of one user. */
const most = 600
const minute = 60_000

const service = 'analyticsadmin.googleapis.com'

/** Counts a request, or refuses it where the minute is full. */
export function count({ requests }: AdminState, at: number): void {
  const current = requests.filter((one) => one > at - minute)
  requests.splice(0, requests.length, ...current)
  if (current.length >= most)
    throw new Refused(
      refusal(
        429,
        `Quota exceeded for quota metric 'Requests' and limit 'Requests per minute per user' of service '${service}' for consumer 'project_number:${projectNumber}'.`,
        'RESOURCE_EXHAUSTED',
        { details: [errorInfo('RATE_LIMIT_EXCEEDED', { service, quota_limit_value: String(most) })] },
      ),
    )
  requests.push(at)
}
