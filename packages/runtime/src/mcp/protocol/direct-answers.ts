import type { IncomingHttpHeaders } from 'node:http'
import {
  CLIENT_CAPABILITIES_META_KEY,
  PROTOCOL_VERSION_META_KEY,
  SERVER_INFO_META_KEY,
  type Implementation,
} from '@modelcontextprotocol/server'
import type { Principal } from '../../access/principal.ts'
import type { Deadline } from '../../calls/deadline.ts'
import type { MaybePromise } from '../../shared-state/shared-state.ts'
import type { LoadedOperation } from '../../connectors/loaded-connector.ts'
import type { FindCall } from '../search/find-call.ts'
import { mustConfirm } from '../tools/admit-tool-call.ts'
import type { CallTool } from '../tools/call-tool.ts'
import type { ToolAnswer } from '../tools/tool-answer.ts'
import type { ToolSet } from '../tools/tool-set.ts'
import type { ToolSets } from '../tools/tool-sets.ts'
import type { McpRequest } from '../mcp-request.ts'
import type { McpCaller } from './caller-of.ts'
import { idempotencyKeyOf, listTtl } from './create-protocol-server.ts'

/**
 * Answers what nearly all requests are, without making a server of the SDK for each: a call of a tool that is there, or
 * a list, of the revision 2026-07-28, that asks for nothing beside its result. Undefined where a request is anything
 * else, or anything about it is not as it should be: the SDK knows what is to be answered then.
 */
export type AnswerDirectly = (
  caller: McpCaller,
  headers: IncomingHttpHeaders,
  body: unknown,
  attend: (deadline: Deadline) => void,
) => MaybePromise<string> | undefined

export interface DirectAnswersParts {
  readonly identity: Implementation
  readonly sets: Pick<ToolSets, 'of'>
  readonly callTool: CallTool
  readonly findCall: FindCall
}

interface PlainRequest {
  readonly jsonrpc?: unknown
  readonly id?: unknown
  readonly method?: unknown
  readonly params?: PlainParams
}

interface PlainParams {
  readonly _meta?: Readonly<Record<string, unknown>>
  readonly name?: unknown
  readonly arguments?: unknown
}

const revision = '2026-07-28'
const plainMembers = new Set(['_meta', 'name', 'arguments'])
/** Of `_meta`: with any other the SDK has something to do. */
const requestKeys = new Set([
  PROTOCOL_VERSION_META_KEY,
  CLIENT_CAPABILITIES_META_KEY,
  'io.modelcontextprotocol/clientInfo',
  'patchbay/idempotencyKey',
  'traceparent',
  'tracestate',
  'baggage',
])

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether the envelope and the headers say the same, and nothing but what every request says. */
function isPlain(headers: IncomingHttpHeaders, { jsonrpc, id, method, params }: PlainRequest): boolean {
  if (jsonrpc !== '2.0' || (typeof id !== 'string' && !Number.isSafeInteger(id))) return false
  if (headers['mcp-protocol-version'] !== revision || headers['mcp-method'] !== method) return false
  if (!isObject(params) || !isObject(params._meta)) return false
  for (const name in params) if (!plainMembers.has(name)) return false
  const { _meta: meta } = params
  for (const key in meta) if (!requestKeys.has(key)) return false
  return meta[PROTOCOL_VERSION_META_KEY] === revision && isPlainClient(meta[CLIENT_CAPABILITIES_META_KEY])
}

const nothing = Object.freeze([])

/** Whether it may ask; or cannot be run without a task, of which the SDK's server knows. */
const needsProtocol = (operation: LoadedOperation, principal: Principal): boolean => {
  const { asks, task } = operation.description
  return asks === true || task === 'required' || mustConfirm({ operation, principal })
}

/** Extensions that a client declares may ask for another kind of answer. */
const isPlainClient = (capabilities: unknown): boolean =>
  isObject(capabilities) && capabilities['extensions'] === undefined

export function createDirectAnswers(parts: DirectAnswersParts): AnswerDirectly {
  const { identity, sets, callTool, findCall } = parts
  const serverInfo = `${JSON.stringify(SERVER_INFO_META_KEY)}:${JSON.stringify(identity)}`
  const lists = new WeakMap<ToolSet, string>()

  const listOf = (set: ToolSet): string => {
    let list = lists.get(set)
    if (list === undefined) {
      list = `{"resultType":"complete","tools":${set.text},"ttlMs":${listTtl},"cacheScope":"private","_meta":{${serverInfo}}}`
      lists.set(set, list)
    }
    return list
  }
  // The answer ends with its `_meta`, which is never empty: who answers is put at its end.
  const complete = ({ text }: ToolAnswer): string =>
    `{"resultType":"complete",${text.slice(1, -2)},${serverInfo}}}`

  return (caller, headers, body, attend) => {
    if (!isObject(body) || !isPlain(headers, body)) return undefined
    const { id, method, params } = body as PlainRequest
    const head = `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":`
    const own = sets.of(caller.principal, caller.narrowing)
    if (own instanceof Promise) {
      own.catch(() => undefined) // said again by whoever asks next
      return undefined
    }
    if (method === 'tools/list') return params?.name === undefined ? `${head}${listOf(own)}}` : undefined
    const { name } = params ?? {}
    if (method !== 'tools/call' || typeof name !== 'string' || headers['mcp-name'] !== name) return undefined
    const request: McpRequest = {
      ...caller,
      askable: nothing,
      attend: (deadline, isKept) => void (isKept || attend(deadline)),
    }
    const found = findCall(request, own, name, params?.arguments)
    if (found === undefined) return undefined
    if (found.kind === 'tool' && needsProtocol(found.offered.tool.operation, caller.principal))
      return undefined
    const answer =
      found.kind === 'answer'
        ? found.answer
        : callTool({
            request,
            offered: found.offered,
            arguments: found.arguments,
            idempotencyKey: idempotencyKeyOf(params?._meta),
          })
    return answer instanceof Promise
      ? answer.then((late) => `${head}${complete(late as ToolAnswer)}}`)
      : `${head}${complete(answer as ToolAnswer)}}`
  }
}
