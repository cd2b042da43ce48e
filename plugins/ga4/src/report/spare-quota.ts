import type { WireQuota } from '../wire/quota.ts'

// Of a standard property; the twentieth of more is more than enough.
const amounts = { tokensPerDay: 200_000, tokensPerHour: 40_000, tokensPerProjectPerHour: 14_000 } as const

const spared = 0.05

/** Whether less is left of a quota than should be kept for other people, or than the next page will cost. */
export function isNearlySpent(quota: WireQuota | undefined): boolean {
  if (quota === undefined) return false
  return (['tokensPerDay', 'tokensPerHour', 'tokensPerProjectPerHour'] as const).some((name) => {
    const status = quota[name]
    if (status === undefined) return false
    const { consumed = 0, remaining = 0 } = status
    return remaining < Math.max(amounts[name] * spared, consumed)
  })
}
