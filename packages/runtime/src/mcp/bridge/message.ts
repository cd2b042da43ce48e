/** A JSON-RPC message. The bridge passes each on as it came, and looks only at what it needs to route it. */
export type Message = Readonly<Record<string, unknown>> & { readonly jsonrpc: '2.0' }

export type MessageId = string | number

export type Request = Message & { readonly id: MessageId; readonly method: string }

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isMessage = (value: unknown): value is Message =>
  isRecord(value) && value['jsonrpc'] === '2.0' && ('method' in value || 'id' in value)

const isId = (value: unknown): value is MessageId => typeof value === 'string' || typeof value === 'number'

export const methodOf = ({ method }: Message): string | undefined =>
  typeof method === 'string' ? method : undefined

export const paramsOf = ({ params }: Message): Readonly<Record<string, unknown>> =>
  isRecord(params) ? params : {}

export const isRequest = (message: Message): message is Request =>
  methodOf(message) !== undefined && isId(message['id'])

/** Whether this ends the request with this id. */
export const isAnswerTo = (message: Message, id: MessageId): boolean =>
  methodOf(message) === undefined && message['id'] === id

/** The request that a notification gives up, if it does that. */
export function cancelledId(message: Message): MessageId | undefined {
  if (methodOf(message) !== 'notifications/cancelled') return undefined
  const { requestId } = paramsOf(message)
  return isId(requestId) ? requestId : undefined
}

const versionKey = 'io.modelcontextprotocol/protocolVersion'

/** The revision that a message of 2026-07-28 or later names itself; undefined for one that belongs to a session. */
export function statedRevision(message: Message): string | undefined {
  const meta = paramsOf(message)['_meta']
  const stated = isRecord(meta) ? meta[versionKey] : undefined
  return typeof stated === 'string' ? stated : undefined
}
