import type { BucketRule } from '../shared-state/shared-limits.ts'

/**
 * What one of so many instances may take by itself, so that together they stay within the rule. The share can always
 * hold the largest cost that was asked for: a smaller one would never admit it. A window that holds more for that
 * reason is longer in proportion, and a bucket refills no faster, so the rate stays.
 */
export function shareOf(rule: BucketRule, instances: number, largestCost: number): BucketRule {
  switch (rule.kind) {
    case 'bucket':
      return {
        kind: 'bucket',
        capacity: Math.min(rule.capacity, Math.max(rule.capacity / instances, largestCost)),
        refillPerSecond: rule.refillPerSecond / instances,
      }
    case 'window': {
      const fair = rule.amount / instances
      const amount = Math.min(rule.amount, Math.max(fair, largestCost))
      return { kind: 'window', amount, window: rule.window * (amount / fair) }
    }
    case 'period':
      return { ...rule, amount: rule.amount / instances }
    case 'concurrency':
      return { ...rule, amount: Math.max(1, Math.floor(rule.amount / instances)) }
  }
}
