import { Problem, Type, type Static } from '@patchbay/contract'
import { secondsToMidnight } from '../errors/midnight.ts'
import { Answer } from '../wire/answer.ts'

const WireQuota = Type.Object({ DailyQuota: Type.Number(), MonthlyQuota: Type.Number() })

/** The answer of both methods that tell a quota. */
export const QuotaAnswer = Answer(WireQuota)

/** What is left of a quota. */
export const Quota = (description: string) =>
  Type.Object(
    {
      daily: Type.Number({ description: 'How many more today.' }),
      monthly: Type.Number({ description: 'How many more this month.' }),
    },
    { description },
  )

export type Quota = Static<ReturnType<typeof Quota>>

export function toQuota({ DailyQuota, MonthlyQuota }: Static<typeof WireQuota>): Quota {
  return { daily: DailyQuota, monthly: MonthlyQuota }
}

/** How many URLs, or pages with their content, may be sent now. Throws where none may. `now` is in milliseconds since 1970. */
export function allowance({ daily, monthly }: Quota, now: number, of: 'URL' | 'content' = 'URL'): number {
  if (monthly <= 0)
    throw new Problem('vendor_rate_limited', {
      detail: `This month's quota of ${of} submissions of the site is spent; nothing was submitted.`,
      advice: 'Wait for the next month; submission.quota shows what is left.',
    })
  if (daily <= 0)
    throw new Problem('vendor_rate_limited', {
      detail: `Today's quota of ${of} submissions of the site is spent; nothing was submitted.`,
      advice: 'Wait for midnight UTC; submission.quota shows what is left.',
      retryAfter: secondsToMidnight(now),
    })
  return Math.min(daily, monthly)
}
