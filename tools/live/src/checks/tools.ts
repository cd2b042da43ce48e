import type { McpFace } from '../faces/mcp-face.ts'
import type { RestFace } from '../faces/rest-face.ts'
import { readConnections, readConnector, type ConnectionFacts, type ConnectorFacts } from '../facts.ts'
import type { Recorder } from './record.ts'

export interface Inventory {
  readonly connectors: readonly ConnectorFacts[]
  readonly connections: readonly ConnectionFacts[]
}

/** What is loaded and connected, and whether agents of both revisions are shown the same. */
export async function takeInventory(
  { rest, mcp, older }: { rest: RestFace; mcp: McpFace; older: McpFace },
  required: readonly string[],
  recorder: Recorder,
): Promise<Inventory> {
  const names = mcp.tools.map(({ name }) => name)
  const isSame =
    names.toSorted().join() ===
    older.tools
      .map(({ name }) => name)
      .toSorted()
      .join()
  recorder.note(
    'tools',
    'both revisions',
    isSame && names.length > 0 ? 'passed' : 'failed',
    `${names.length} tools in ${mcp.revision}, ${older.tools.length} in ${older.revision}`,
  )
  const isClean =
    names.every((name) => /^[A-Za-z0-9_.-]{1,128}$/.test(name)) && new Set(names).size === names.length
  recorder.note(
    'tools',
    'names',
    isClean ? 'passed' : 'failed',
    isClean ? '' : 'a name is no tool name, or is there twice',
  )
  const undescribed = mcp.tools.filter(
    ({ description, annotations }) => !description || annotations === undefined,
  )
  recorder.note(
    'tools',
    'descriptions',
    undescribed.length === 0 ? 'passed' : 'failed',
    undescribed.map(({ name }) => name).join(', '),
  )

  const connectors: ConnectorFacts[] = []
  for (const { id, state, code } of await rest.list('/v1/connectors')) {
    if (state === 'loaded') connectors.push(await readConnector(rest, String(id)))
    else recorder.note('connectors', String(id), 'failed', `is quarantined (${String(code)})`)
  }
  const connections = await readConnections(rest)
  for (const { id } of connectors) {
    const isConnected = connections.some(({ connector, state }) => connector === id && state === 'active')
    if (isConnected) continue
    recorder.note('connections', id, required.includes(id) ? 'failed' : 'skipped', 'no connection is active')
  }
  for (const id of required) {
    if (!connectors.some((connector) => connector.id === id))
      recorder.note('connectors', id, 'failed', 'is not loaded')
  }
  return { connectors, connections }
}
