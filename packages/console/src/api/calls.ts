import { request, type Answer } from './request.ts'

export interface CallOf {
  readonly connector: string
  readonly operation: string
  readonly connection?: string
  readonly input: unknown
}

export const callPath = ({ connector, operation }: Pick<CallOf, 'connector' | 'operation'>): string =>
  `/v1/connectors/${encodeURIComponent(connector)}/${encodeURIComponent(operation)}`

/** Calls an operation, or has the call checked without making it. */
export function callOperation(call: CallOf, validateOnly: boolean): Promise<Answer<unknown>> {
  return request('POST', callPath(call), {
    body: call.input,
    ...(validateOnly ? { query: { validateOnly: 'true' } } : {}),
    headers: {
      // The answer says where the time of the call went.
      'patchbay-timing': '1',
      ...(call.connection === undefined ? {} : { 'patchbay-connection': call.connection }),
    },
  })
}
