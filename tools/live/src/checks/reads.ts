import type { Answer } from '../faces/answer.ts'
import type { McpFace } from '../faces/mcp-face.ts'
import type { RestFace } from '../faces/rest-face.ts'
import { toolName, type ConnectionFacts, type ConnectorFacts } from '../facts.ts'
import type { LatencyBook } from '../latency.ts'
import { checkRead, chooseReads, type ChosenRead } from '../reads/choose-reads.ts'
import { compareFaces, describeData } from '../reads/describe-data.ts'
import { reasonOf, type Outcome, type Recorder } from './record.ts'

export interface ReadParts {
  readonly rest: RestFace
  readonly mcp: McpFace
  readonly latency: LatencyBook
  readonly samples: number
  readonly recorder: Recorder
  /** Whether the connector has several connections that could be meant. */
  readonly isOneOfSeveral: boolean
}

/** Refusals that say something of the account and not of Patchbay. */
const ofTheAccount = new Set(['connection_forbidden', 'vendor_rejected', 'disabled', 'not_found'])

/** Reads over one connection by both faces. The first read is the check of the connector, which has to work. */
export async function checkConnection(
  connector: ConnectorFacts,
  connection: ConnectionFacts,
  parts: ReadParts,
): Promise<void> {
  const { recorder, samples } = parts
  const area = `${connector.id} (${connection.id})`
  if (connection.state !== 'active') {
    const outcome = connection.state === 'disabled' ? 'skipped' : 'failed'
    recorder.note(area, 'state', outcome, `is ${connection.state}`)
    return
  }
  const first = await read(connector, connection, checkRead(connector), parts, true)
  if (first === undefined || first.problem !== undefined) return
  for (const chosen of chooseReads(connector, first.data))
    await read(connector, connection, chosen, parts, false)
  for (let done = 1; done < samples; done += 1) await sample(connector, connection, parts)
}

async function read(
  connector: ConnectorFacts,
  connection: ConnectionFacts,
  { operation, input }: ChosenRead,
  parts: ReadParts,
  isCheck: boolean,
): Promise<Answer | undefined> {
  const { rest, mcp, latency, recorder, isOneOfSeveral } = parts
  const area = `${connector.id} (${connection.id})`
  const say = (outcome: Outcome, detail: string) => recorder.note(area, operation, outcome, detail)
  const tool = toolName(connector.id, operation)
  if (!mcp.offers(tool)) {
    say(isCheck ? 'failed' : 'skipped', `the tool ${tool} is not offered to this key`)
    return undefined
  }
  try {
    const byMcp = await mcp.call(tool, isOneOfSeveral ? { ...input, connection: connection.id } : input)
    const byRest = await rest.call(connector.id, operation, connection.id, input)
    latency.add(connector.id, 'mcp', byMcp.took)
    latency.add(connector.id, 'rest', byRest.took)
    const { problem } = byMcp
    if (problem !== undefined || byRest.problem !== undefined) {
      const isAgreed = problem?.code === byRest.problem?.code
      const isExcused = isAgreed && !isCheck && ofTheAccount.has(problem?.code ?? '')
      // Its detail may repeat what the vendor said, which is not for a report.
      const said = (one: typeof problem) => (one === undefined ? 'succeeded' : `${one.code}: ${one.advice}`)
      const detail = isAgreed ? said(problem) : `MCP ${said(problem)}; REST ${said(byRest.problem)}`
      say(isExcused ? 'noted' : 'failed', detail)
      return byMcp
    }
    const agreement = await compareFaces(
      byMcp.data,
      byRest.data,
      async () => (await rest.call(connector.id, operation, connection.id, input)).data,
    )
    const amount = `${describeData(byMcp.data)}, ${byMcp.source ?? 'of unknown source'}`
    if (agreement === 'different') say('failed', `MCP and REST gave different data (${amount})`)
    else if (agreement === 'changing') say('noted', `the data changes from one call to the next (${amount})`)
    else say('passed', amount)
    return byMcp
  } catch (error) {
    say('failed', reasonOf(error))
    return undefined
  }
}

async function sample(
  connector: ConnectorFacts,
  connection: ConnectionFacts,
  { rest, mcp, latency, isOneOfSeveral }: ReadParts,
): Promise<void> {
  const tool = toolName(connector.id, connector.check)
  const byMcp = await mcp.call(tool, isOneOfSeveral ? { connection: connection.id } : {})
  const byRest = await rest.call(connector.id, connector.check, connection.id, {})
  if (byMcp.problem === undefined) latency.add(connector.id, 'mcp', byMcp.took)
  if (byRest.problem === undefined) latency.add(connector.id, 'rest', byRest.took)
}
