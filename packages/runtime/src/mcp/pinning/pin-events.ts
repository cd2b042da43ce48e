import { hash } from 'node:crypto'
import type { Logger } from 'pino'
import { defaultTenant } from '../../access/principal.ts'
import type { Audit } from '../../audit/audit.ts'
import type { AuditDetails } from '../../audit/audit-entry.ts'
import { bySystem } from '../../audit/system-event.ts'
import type { PinState } from './judge-tool.ts'
import { versionKey } from './pin-rows.ts'
import type { Candidate, Settled } from './settle-pins.ts'

/** Tells the operator, and the audit, what has become of tools. */
export interface PinEvents {
  tell(settled: Settled): Promise<void>
}

export interface PinEventsParts {
  readonly audit: Pick<Audit, 'append'>
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const what = {
  changed: 'were changed under their version',
  added: 'were added under their version',
  suspicious: 'hold texts that seem to be meant to deceive',
} as const

export function createPinEvents({ audit, log, now }: PinEventsParts): PinEvents {
  /** Once for the same tools with the same definitions, however many processes see them how often. */
  const record = async (
    action: string,
    target: string,
    seen: readonly Candidate[],
    details: AuditDetails,
  ) => {
    const id = hash(
      'sha256',
      [action, target, ...seen.map(({ operation, digest }) => `${operation} ${digest}`)].join('\n'),
    )
    const event = { ...bySystem(action, defaultTenant, now()), id, target, details }
    await audit
      .append(event)
      .catch((error: unknown) => log.error({ err: error, action, target }, 'not audited'))
  }
  let told = ''

  return {
    async tell({ states, news, taken }) {
      for (const { connector, version, changed, added, removed } of news) {
        const counts = { changed: changed.length, added: added.length, removed: removed.length }
        if (counts.changed + counts.added + counts.removed === 0) continue
        log.info({ connector, version, changed, added, removed }, 'a new version has other tools')
        await record('tools.new-version', versionKey({ connector, version }), [], counts)
      }
      for (const [target, tools] of byVersion(taken)) {
        log.warn(
          { connector: target, operations: idsOf(tools) },
          'definitions have changed under one version, and are taken as they are now (MCP_TOOL_PINS=warn)',
        )
        await record('tools.changed', target, tools, {
          count: tools.length,
          operations: idsOf(tools).join(', '),
        })
      }
      const held = Object.entries(what).flatMap(([state, words]) =>
        [...byVersion(inState(states, state as PinState))].map(([target, tools]) => ({
          state,
          words,
          target,
          tools,
        })),
      )
      const line = held
        .map(({ state, target, tools }) => [state, target, ...tools.map(({ digest }) => digest)].join())
        .join()
      if (line === told) return
      told = line
      for (const { state, words, target, tools } of held) {
        const operations = idsOf(tools)
        log.warn(
          { connector: target, reason: state, operations },
          `tools are not offered to agents until they are approved, because they ${words}: patchbay tools pins`,
        )
        await record('tools.held', target, tools, {
          reason: state,
          count: tools.length,
          operations: operations.join(', '),
        })
      }
    },
  }
}

const idsOf = (tools: readonly Candidate[]): readonly string[] => tools.map(({ operation }) => operation)

const inState = (states: Settled['states'], wanted: PinState): readonly Candidate[] =>
  [...states].flatMap(([candidate, state]) => (state === wanted ? [candidate] : []))

const byVersion = (tools: readonly Candidate[]): ReadonlyMap<string, readonly Candidate[]> =>
  Map.groupBy(tools, versionKey)
