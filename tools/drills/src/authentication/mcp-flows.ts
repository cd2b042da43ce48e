import { once } from 'node:events'
import { request as askNode, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { statelessRequest, transportHeaders } from '../mcp/wire.ts'
import { adminKey } from '../support/runtime-process.ts'
import { forgedTokens } from './forged-tokens.ts'
import type { FlowGroup, NegativeFlow } from './negative-flow.ts'
import { openGroup, type TrustingRuntime } from './open-group.ts'
import type { TokenIssuer } from './token-issuer.ts'

type Headers = Readonly<Record<string, string>>

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` })

/** `/mcp` as agents find it: with tokens that are made for it, and from where they come. */
export const openMcpFlows = (): Promise<FlowGroup> => openGroup('off', openOn)

async function openOn({ issuer, runtime, arrived }: TrustingRuntime): Promise<Omit<FlowGroup, 'close'>> {
  const endpoint = `${runtime.url}/mcp`

  /** By Node's own client, because others correct `Host`. */
  const send = async (message: object, headers: Headers, path = ''): Promise<Answer> => {
    const sent = askNode(endpoint + path, {
      method: 'POST',
      headers: { ...transportHeaders, ...headers },
    })
    sent.end(JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }))
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    return { status: answer.statusCode ?? 0, headers: answer.headers, text: await readText(answer) }
  }
  const call = (tool: string, headers: Headers, path?: string): Promise<Answer> => {
    const { headers: own, message } = statelessRequest('tools/call', {
      name: tool,
      arguments: { name: 'a' },
    })
    return send(message, { ...own, ...headers }, path)
  }
  const begin = (headers: Headers): Promise<Answer> => {
    const clientInfo = { name: 'drill', version: '1.0.0' }
    const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo }
    return send({ method: 'initialize', params }, headers)
  }
  const callWithin = (session: string, tool: string, headers: Headers): Promise<Answer> =>
    send(
      { method: 'tools/call', params: { name: tool, arguments: { name: 'a' } } },
      { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25', ...headers },
    )

  const sign: TokenIssuer['sign'] = (claims = {}, header, key) =>
    issuer.sign({ aud: endpoint, ...claims }, header, key)
  const good = await sign()
  const flow = (name: string, run: NegativeFlow['run']): NegativeFlow => ({ name: `/mcp: ${name}`, run })
  /** Refused with a status, a challenge that says so, and no request to the vendor. */
  const refused =
    (status: number, challenge: RegExp | undefined, ask: () => Promise<Answer>): NegativeFlow['run'] =>
    async () => {
      const before = arrived.length
      const answer = await ask()
      if (answer.status !== status) return `answered ${answer.status}`
      const told = answer.headers['www-authenticate'] ?? ''
      if (challenge !== undefined && !challenge.test(told)) return `told ${told}`
      return arrived.length === before ? undefined : 'the vendor was asked'
    }
  const stranger = /^Bearer realm="patchbay", error="invalid_token".*resource_metadata="/
  const withToken = (name: string, token: string): NegativeFlow =>
    flow(
      name,
      refused(401, stranger, () => call('load_items_get', bearer(token))),
    )
  const from = (name: string, headers: Headers): NegativeFlow =>
    flow(
      name,
      refused(403, undefined, () => call('load_items_get', { ...bearer(good), ...headers })),
    )

  const forged = await forgedTokens({ ...issuer, sign })
  const reads = await sign({ scope: 'patchbay:read' })
  const session = String((await begin(bearer(adminKey))).headers['mcp-session-id'])
  return {
    flows: [
      ...Object.entries(forged).map(([name, token]) => withToken(name, token)),
      withToken('a token for the REST face', await issuer.sign()),
      withToken('a token for the whole host', await sign({ aud: runtime.url })),
      withToken('a token for what begins the same', await sign({ aud: `${endpoint}.evil` })),
      flow(
        'a token in the query',
        refused(401, /resource_metadata="/, () => call('load_items_get', {}, `?access_token=${good}`)),
      ),
      flow(
        'a scope that the token lacks',
        refused(403, /error="insufficient_scope".* scope="patchbay:write"/, () =>
          call('load_items_add', bearer(reads)),
        ),
      ),
      flow(
        'a scope that the token lacks, within a session',
        refused(403, /error="insufficient_scope"/, async () => {
          const own = String((await begin(bearer(reads))).headers['mcp-session-id'])
          return callWithin(own, 'load_items_add', bearer(reads))
        }),
      ),
      flow(
        'a session of somebody else',
        refused(404, undefined, () => callWithin(session, 'load_items_get', bearer(good))),
      ),
      flow(
        'a session in place of a token',
        refused(401, /resource_metadata="/, () => callWithin(session, 'load_items_get', {})),
      ),
      flow('a token of /mcp on the REST face', async () => {
        const { status } = await fetch(`${runtime.url}/v1/me`, { headers: bearer(good) })
        return status === 401 ? undefined : `answered ${status}`
      }),
      from('the name of somebody else (DNS rebinding)', { host: 'evil.example' }),
      from('a page of somebody else', { origin: 'https://evil.example' }),
      from('a page that has no origin', { origin: 'null' }),
    ],
    async findings() {
      arrived.length = 0
      const callers = [good, adminKey]
      const statuses: number[] = []
      for (const token of callers) {
        const own = String((await begin(bearer(token))).headers['mcp-session-id'])
        for (const tool of ['load_items_get', 'load_items_add']) {
          statuses.push((await call(tool, bearer(token))).status)
          statuses.push((await callWithin(own, tool, bearer(token))).status)
        }
      }
      const seen = arrived.filter((request) => callers.some((token) => request.includes(token))).length
      const shown = [...Object.values(forged), ...callers, reads].filter((token) =>
        runtime.output().includes(token),
      ).length
      return [
        [statuses.every((status) => status === 200), 'a good token and a good key pass at /mcp'],
        [
          // What is only read may come from the cache the second time.
          arrived.length >= callers.length * 2 && seen === 0,
          `inbound tokens of /mcp seen upstream ${seen} times in ${arrived.length} requests`,
        ],
        [shown === 0, `${shown} tokens of /mcp in the log`],
      ]
    },
  }
}
