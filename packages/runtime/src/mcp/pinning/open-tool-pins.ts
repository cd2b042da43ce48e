import { Problem } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Audit } from '../../audit/audit.ts'
import type { ChangeFeed } from '../../store/change-feed.ts'
import type { Tracing } from '../../telemetry/traces/span.ts'
import { tracedRead } from '../../telemetry/traces/traced-read.ts'
import { createLatest } from '../../store/latest.ts'
import type { Store } from '../../store/store.ts'
import { createDefinitionChecker, type Suspicion } from '../safety/suspicious-definition.ts'
import type { ToolCatalog } from '../tools/catalog.ts'
import type { Tool } from '../tools/tool.ts'
import { differencesOf } from './differences.ts'
import { createPinEvents } from './pin-events.ts'
import { registerPinMetrics } from './pin-metrics.ts'
import type { PinMode } from './pin-mode.ts'
import { pinRefusal } from './pin-refusal.ts'
import { approvePin, readDefinition } from './pin-rows.ts'
import { settlePins, type Candidate, type Settled } from './settle-pins.ts'
import { fingerprintOf } from './tool-fingerprint.ts'
import type { ToolPin, ToolPins } from './tool-pins.ts'

/** Of the news that a definition was approved. */
export const toolPinTopic = 'tool-pin'

export interface ToolPinsParts {
  readonly mode: PinMode
  readonly catalog: Pick<ToolCatalog, 'tools' | 'find'>
  readonly store: Store
  readonly changes: Pick<ChangeFeed, 'tell' | 'listen'>
  readonly audit: Pick<Audit, 'append'>
  readonly metrics: Registry
  readonly log: Logger
  readonly tracing?: Tracing | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
}

interface CandidateTool extends Candidate {
  readonly tool: Tool
}

/** Compares the tools with what is pinned; later, where the store is away, and nothing is offered until then. */
export async function openToolPins(parts: ToolPinsParts): Promise<ToolPins> {
  const { mode, catalog, store, changes, audit, metrics, tracing, log, now } = parts
  const candidates = mode === 'off' ? [] : catalog.tools.map(candidateMaker(catalog))
  const byName = new Map<string, CandidateTool>(candidates.map((one) => [one.tool.name, one]))
  const events = createPinEvents({ audit, log, now })
  const listeners = new Set<() => void>()
  let settled: Settled | undefined
  let pins = new Map<string, ToolPin>()
  let held: ReadonlySet<string> = new Set()

  const adopt = (next: Settled | undefined): void => {
    settled = next
    pins = new Map(candidates.map((candidate) => [candidate.tool.name, toPin(candidate, next, mode)]))
    const before = held
    held = new Set([...pins.values()].filter(({ isHeld }) => isHeld).map(({ id }) => id))
    if (before.size === held.size && [...held].every((name) => before.has(name))) return
    for (const listener of listeners) listener()
  }
  const read = async (): Promise<void> => {
    if (candidates.length === 0) return
    const next = await settlePins(store, mode, candidates, now)
    adopt(next)
    await events.tell(next)
  }
  const latest = createLatest(tracedRead(tracing, 'tool pins', read))
  adopt(undefined)
  await latest.refresh().catch((error: unknown) => {
    log.warn(
      { err: error },
      'which definitions of tools are trusted cannot be read yet, so agents are offered none',
    )
    latest.catchUp()
  })
  registerPinMetrics(metrics, () => [...pins.values()])
  const endings = [
    changes.listen(toolPinTopic, latest.catchUp),
    store.availability.onChange((isUp) => {
      if (isUp && settled === undefined) latest.catchUp()
    }),
  ]

  const find = (name: string): { candidate: CandidateTool; pin: ToolPin } => {
    const candidate = byName.get(name)
    const pin = pins.get(name)
    if (candidate !== undefined && pin !== undefined) return { candidate, pin }
    throw new Problem('not_found', {
      detail: `There is no pin of a tool "${name}".`,
      advice: 'GET /v1/tool-pins lists them; there are none with MCP_TOOL_PINS=off.',
    })
  }

  return {
    mode,
    isHeld: ({ name }) => held.has(name),
    check({ name }) {
      const pin = held.has(name) ? pins.get(name) : undefined
      if (pin !== undefined) throw pinRefusal(pin)
    },
    list: () => [...pins.values()],
    async examine(name) {
      const { candidate, pin } = find(name)
      const definition: unknown = JSON.parse(candidate.definition)
      const { trustedDigest } = pin
      const text =
        trustedDigest === undefined || trustedDigest === pin.digest
          ? undefined
          : await readDefinition(store.database, candidate, trustedDigest)
      const trusted: unknown = text === undefined ? undefined : JSON.parse(text)
      const changed = trusted === undefined ? [] : differencesOf(trusted, definition)
      return { ...pin, changes: changed, definition, trustedDefinition: trusted }
    },
    async approve(name, digest, principal, beforeCommit) {
      const { candidate, pin } = find(name)
      if (digest !== pin.digest) {
        throw new Problem('conflict', {
          detail: `The definition of ${name} that this instance has is not the one that is approved: its digest is ${pin.digest}.`,
          advice: `Look at it again: GET /v1/tool-pins/${name}.`,
        })
      }
      const { connector, version, operation, definition } = candidate
      await store.transaction(async (database) => {
        const fingerprint = { connector, version, operation, definition, digest }
        await approvePin(database, fingerprint, principal, new Date(now()))
        await changes.tell(database, toolPinTopic, null, name)
        await beforeCommit?.(database, pin, {
          ...pin,
          state: 'trusted',
          isHeld: false,
          approvedBy: principal,
        })
      })
      await latest.refresh()
      return find(name).pin
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      for (const end of endings) end()
      await latest.close()
    },
  }
}

/** Texts are looked through when that is needed: what is pinned was looked through before. */
function candidateMaker({ find }: Pick<ToolCatalog, 'find'>): (tool: Tool) => CandidateTool {
  const check = createDefinitionChecker()
  return (tool) => {
    const { connector } = tool.operation
    const isOtherTool = (name: string): boolean => {
      const other = find(name)
      return other !== undefined && other.operation.connector !== connector
    }
    let found: readonly Suspicion[] | undefined
    return { ...fingerprintOf(tool), tool, suspicions: () => (found ??= check(tool.definition, isOtherTool)) }
  }
}

function toPin(candidate: CandidateTool, settled: Settled | undefined, mode: PinMode): ToolPin {
  const { tool, connector, version, operation, digest } = candidate
  const state = settled?.states.get(candidate) ?? 'unread'
  const known = settled?.pins.of(candidate) ?? []
  const pin = known.find((one) => one.digest === digest) ?? known.at(-1)
  return {
    id: tool.name,
    connector,
    version,
    operation,
    state,
    isHeld: state === 'unread' ? mode === 'enforce' : state !== 'trusted',
    digest,
    trustedDigest: pin?.digest,
    trustedAt: pin?.trustedAt,
    approvedBy: pin?.approvedBy,
    suspicions: state === 'suspicious' ? candidate.suspicions() : [],
  }
}
