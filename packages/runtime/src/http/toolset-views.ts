import { Problem, type FieldError } from '@patchbay/contract'
import type { LoadedOperation } from '../connectors/loaded-connector.ts'
import type { Registry } from '../connectors/registry.ts'
import type { BuiltInToolset } from '../mcp/toolsets/built-in-toolsets.ts'
import { parseOperationPattern } from '../mcp/toolsets/operation-pattern.ts'
import { membersOf, unmatchedPatterns } from '../mcp/toolsets/toolset-members.ts'
import type { TenantToolset, ToolsetSetting } from '../mcp/toolsets/toolset.ts'
import type { ShownTenantToolset, ShownToolset } from './toolset-schemas.ts'

/** What a tenant's toolset is, whatever is loaded. */
export function showOwn(toolset: TenantToolset): ShownTenantToolset {
  const { name, title, description, patterns, effects, version, changedBy, changedAt } = toolset
  return {
    name,
    title,
    description,
    patterns: [...patterns],
    ...(effects !== undefined && { effects: [...effects] }),
    version,
    changedBy,
    changedAt: changedAt.toISOString(),
  }
}

/** Shows toolsets by what is loaded. */
export interface ToolsetViews {
  show(toolset: TenantToolset | BuiltInToolset): ShownToolset
  /** As `connector/operation`. */
  operationsOf(toolset: ToolsetSetting): string[]
  /** Throws `invalid_input` with a pointer to each pattern that means nothing here. */
  checkPatterns(patterns: readonly string[]): void
}

export function toolsetViews({ loaded, quarantined }: Registry): ToolsetViews {
  const operations = loaded.flatMap((connector) => [...connector.operations.values()])
  const ids = [...new Set(loaded.map(({ host }) => host.description.id))]
  const away = new Set(quarantined.map(({ id }) => id))
  const wrongWith = (text: string): string | undefined => {
    const { connector } = parseOperationPattern(text)
    if (connector !== undefined && !ids.includes(connector)) {
      // What it would match cannot be told, and it is there again once its connector is.
      return away.has(connector)
        ? undefined
        : `names the connector ${connector}, which is not there; these are: ${ids.join(', ')}`
    }
    if (unmatchedPatterns({ patterns: [text] }, operations).length === 0) return undefined
    return connector === undefined
      ? `matches no operation of any connector`
      : `matches no operation of ${connector}; GET /v1/connectors/${connector} lists them`
  }
  return {
    show(toolset) {
      const isMember = membersOf(toolset)
      const facts = {
        tools: operations.filter(isMember).length,
        unmatched: unmatchedPatterns(toolset, operations),
      }
      if ('version' in toolset) return { ...showOwn(toolset), kind: 'custom', ...facts }
      const { name, title, description, patterns, effects, parts } = toolset
      return {
        name,
        title,
        description,
        patterns: [...patterns],
        ...(effects !== undefined && { effects: [...effects] }),
        kind: 'built-in',
        ...facts,
        ...(parts.length > 0 && { parts: [...parts] }),
      }
    },
    operationsOf: (toolset) => [...new Set(operations.filter(membersOf(toolset)).map(idOf))].toSorted(),
    checkPatterns(patterns) {
      const errors = patterns.flatMap((text, index): FieldError[] => {
        const message = wrongWith(text)
        return message === undefined ? [] : [{ path: `/patterns/${index}`, message }]
      })
      if (errors.length === 0) return
      const words = errors.map(({ path, message }) => `${path} ${message}`).join('; ')
      throw new Problem('invalid_input', { detail: `The body does not fit: ${words}.`, errors })
    },
  }
}

const idOf = ({ connector, description }: LoadedOperation): string =>
  `${connector.host.description.id}/${description.id}`
