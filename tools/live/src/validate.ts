import { checkErrors } from './checks/errors.ts'
import { checkHealth } from './checks/health.ts'
import { checkAgreement } from './checks/openapi.ts'
import { checkConnection } from './checks/reads.ts'
import { createRecorder, reasonOf, type Check, type Recorder } from './checks/record.ts'
import { takeInventory, type Inventory } from './checks/tools.ts'
import { openMcpFace, type McpFace } from './faces/mcp-face.ts'
import { createRestFace, type RestFace } from './faces/rest-face.ts'
import { toolName } from './facts.ts'
import { createLatencyBook, type LatencyBook, type LatencySummary } from './latency.ts'
import type { AlsoCall, Options } from './options.ts'

export interface Validation {
  /** Without what a URL may carry beside its origin. */
  readonly server: string
  readonly startedAt: string
  readonly result: 'passed' | 'failed'
  readonly checks: readonly Check[]
  readonly latency: readonly LatencySummary[]
}

/** Drives a running Patchbay through MCP and REST. Rejects only for a fault of its own. */
export async function validate(
  options: Options,
  say: (line: string) => void,
  now: () => number = Date.now,
): Promise<Validation> {
  const startedAt = new Date(now()).toISOString()
  const recorder = createRecorder(say)
  const latency = createLatencyBook()
  const rest = createRestFace(options.url, options.key)
  const faces: McpFace[] = []
  try {
    await checkHealth(rest, recorder)
    const mcp = await openMcpFace(options.url, options.key, '2026-07-28')
    faces.push(mcp)
    const older = await openMcpFace(options.url, options.key, '2025-11-25')
    faces.push(older)
    const inventory = await takeInventory({ rest, mcp, older }, options.required, recorder)
    await checkAgreement({ rest, mcp, connectors: inventory.connectors }, recorder)
    await checkAll(options, inventory, { rest, mcp, latency, recorder })
  } catch (error) {
    // Without a server, an endpoint or a key that is known there is nothing more to see.
    recorder.note('run', 'went to its end', 'failed', reasonOf(error))
  } finally {
    await Promise.all(faces.map((face) => face.close().catch(() => undefined)))
  }
  const { checks } = recorder
  return {
    server: new URL(options.url).origin,
    startedAt,
    result: checks.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed',
    checks,
    latency: latency.summaries(),
  }
}

interface Parts {
  readonly rest: RestFace
  readonly mcp: McpFace
  readonly latency: LatencyBook
  readonly recorder: Recorder
}

async function checkAll(
  options: Options,
  { connectors, connections }: Inventory,
  parts: Parts,
): Promise<void> {
  const { rest, mcp, recorder } = parts
  for (const connector of connectors) {
    const own = connections.filter((connection) => connection.connector === connector.id)
    const isOneOfSeveral = own.length > 1
    for (const connection of own) {
      await checkConnection(connector, connection, { ...parts, samples: options.samples, isOneOfSeveral })
    }
  }
  const isActive = (id: string) =>
    connections.some(({ connector, state }) => connector === id && state === 'active')
  const connector = connectors.find(({ id, check }) => isActive(id) && mcp.offers(toolName(id, check)))
  await checkErrors({
    rest,
    mcp,
    key: options.key,
    connector,
    connections: connections.filter((connection) => connection.connector === connector?.id),
    recorder,
  })
  for (const call of options.also) await callAlso(call, parts)
}

async function callAlso({ connector, operation, input }: AlsoCall, { mcp, recorder }: Parts): Promise<void> {
  await recorder.expect(`${connector} (as told)`, operation, async () => {
    const { problem } = await mcp.call(toolName(connector, operation), input)
    return problem === undefined ? undefined : `${problem.code}: ${problem.advice}`
  })
}
