import { client, failureOf, withinTenant, type Answer } from './request.ts'

export interface CallOf {
  readonly connector: string
  readonly operation: string
  readonly connection?: string
  readonly input: unknown
}

export const callPath = ({ connector, operation }: Pick<CallOf, 'connector' | 'operation'>): string =>
  `/v1/connectors/${encodeURIComponent(connector)}/${encodeURIComponent(operation)}`

/** Calls an operation, or has the call checked without making it. Connectors are those of the server: they have no types here. */
export async function callOperation(call: CallOf, validateOnly: boolean): Promise<Answer<unknown>> {
  const { connector, operation, connection, input } = call
  const request = client.requestOf(connector, operation, input, {
    ...withinTenant(),
    connection,
    // Who presses the button again means it.
    idempotencyKey: false,
  })
  const query = validateOnly ? { validateOnly } : {}
  // The answer says where the time of the call went.
  const headers = { ...request.headers, 'patchbay-timing': '1' }
  const received = await client.transport.send({ ...request, headers, query }, async (response) => ({
    ok: true,
    answer: await answerOf(response),
  }))
  if (!received.ok) throw failureOf(received)
  return received.answer
}

/** What is no JSON is shown as the text that it is: lines of a stream, a file. */
async function answerOf(response: Response): Promise<Answer<unknown>> {
  const { headers } = response
  const isJson = /[/+]json\b/.test(headers.get('content-type') ?? '')
  if (isJson) return { ...((await response.json()) as Omit<Answer<unknown>, 'headers'>), headers }
  return { data: await response.text(), meta: { requestId: headers.get('x-request-id') ?? '' }, headers }
}
