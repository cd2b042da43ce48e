import type { Objective } from './objective.ts'

/** A share as people read it: `99.5 %`. */
export const percent = (share: number): string => `${Number((share * 100).toFixed(3))} %`

/** What an objective promises, as half a sentence. */
export function objectiveInWords({ kind, target, threshold }: Omit<Objective, 'id' | 'source'>): string {
  switch (kind) {
    case 'availability':
      return `${percent(target)} of calls do not fail by the vendor or Patchbay`
    case 'latency':
      return `${percent(target)} are over within ${threshold} s`
    case 'freshness':
      return `${percent(target)} of answers are not stale`
  }
}
