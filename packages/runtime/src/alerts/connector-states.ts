import type { Registry } from '../connectors/registry.ts'
import { supportPeriod, supportWarning } from '../connectors/support-period.ts'
import { installation } from '../objectives/scope.ts'
import type { Condition } from './alert.ts'
import type { Watcher } from './findings.ts'

/** Looks for connectors that could not be loaded, and for those whose vendor ends its support soon: the operator's to mend. */
export function watchConnectors(
  { loaded, quarantined }: Pick<Registry, 'loaded' | 'quarantined'>,
  now: () => number,
): Watcher {
  const held = quarantined.map(({ id, code }): Condition => {
    const summary = `${id}: the connector could not be loaded (${code}); none of its operations can be called.`
    return { ...base, name: 'connector-quarantined', connector: id, subject: code, summary }
  })
  return {
    names: ['connector-quarantined', 'support-ending'],
    async look(scopes) {
      if (!scopes.has(installation)) return []
      const ending = loaded.flatMap(({ host: { description } }): Condition[] => {
        const { id, version, vendor } = description
        const warning = supportWarning(vendor.api, supportPeriod(vendor.sunset, now()))
        if (warning === undefined) return []
        return [
          { ...base, name: 'support-ending', connector: id, subject: version, summary: `${id}: ${warning}.` },
        ]
      })
      return [...held, ...ending]
    },
  }
}

const base = { scope: installation, severity: 'ticket' } as const
