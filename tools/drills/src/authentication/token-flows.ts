import { setTimeout as sleep } from 'node:timers/promises'
import { adminKey } from '../support/runtime-process.ts'
import { forgedTokens } from './forged-tokens.ts'
import type { FlowGroup, NegativeFlow } from './negative-flow.ts'
import { openGroup, type TrustingRuntime } from './open-group.ts'

interface Answer {
  readonly status: number
  readonly code: string
  readonly text: string
}

interface MadeKey {
  readonly id: string
  readonly key: string
}

/** Failed attempts of one address within a minute. Enough for the flows, and soon reached by a flood. */
const mostFailures = 60

/** The runtime as it knows callers: keys of its own, and tokens of an issuer. */
export const openTokenFlows = (): Promise<FlowGroup> => openGroup(`${mostFailures}/1m`, openOn)

async function openOn({ issuer, runtime, arrived }: TrustingRuntime): Promise<Omit<FlowGroup, 'close'>> {
  const send = async (
    path: string,
    headers: Record<string, string>,
    init: RequestInit = {},
  ): Promise<Answer> => {
    const answer = await fetch(runtime.url + path, { ...init, headers })
    const text = await answer.text()
    return { status: answer.status, code: /"code":"(\w+)"/.exec(text)?.[1] ?? '', text }
  }
  const json = { 'content-type': 'application/json' }
  const operator = { authorization: `Bearer ${adminKey}` }
  const change = (path: string, body: object, method = 'POST') =>
    send(path, { ...operator, ...json }, { method, body: JSON.stringify(body) })
  const make = async (more: object): Promise<MadeKey> => {
    let { status, text } = await change('/v1/keys', { name: 'drill', role: 'admin', ...more })
    // A store in a new folder takes seconds to be made.
    for (let tries = 0; status === 503 && tries < 60; tries += 1) {
      await sleep(500)
      ;({ status, text } = await change('/v1/keys', { name: 'drill', role: 'admin', ...more }))
    }
    if (status !== 201) throw new Error(`No key was made: ${text}`)
    return (JSON.parse(text) as { data: MadeKey }).data
  }

  const words = new Set<string>()
  const tokens = await forgedTokens(issuer)
  const refused = async (
    name: string,
    headers: Record<string, string>,
    path = '/v1/me',
  ): Promise<string | undefined> => {
    const { status, code, text } = await send(path, headers)
    if (status !== 401 || code !== 'unauthenticated') return `${status} ${code}`
    if (Object.hasOwn(tokens, name)) words.add(/"detail":"([^"]*)"/.exec(text)?.[1] ?? '')
    return undefined
  }
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  const revoked = await make({})
  await send('/v1/me', bearer(revoked.key))
  await send(`/v1/keys/${revoked.id}`, operator, { method: 'DELETE' })
  const rotated = await make({})
  await send('/v1/me', bearer(rotated.key))
  await change(`/v1/keys/${rotated.id}/rotate`, { overlap: '0s' })
  const elsewhere = await make({ addresses: ['192.0.2.0/24'] })
  const good = await make({})
  const goodToken = await issuer.sign()

  const flow = (name: string, run: NegativeFlow['run']): NegativeFlow => ({ name, run })
  const flows: NegativeFlow[] = [
    ...Object.entries(tokens).map(([name, token]) => flow(name, () => refused(name, bearer(token)))),
    flow('a revoked key', () => refused('', bearer(revoked.key))),
    flow('a replaced key', () => refused('', bearer(rotated.key))),
    flow('a mistyped key', () => refused('', bearer(`${good.key.slice(0, -1)}!`))),
    flow('a good key as Basic', () => refused('', { authorization: `Basic ${good.key}` })),
    flow('a good key in the query', () => refused('', {}, `/v1/me?access_token=${good.key}`)),
    flow('a key from another address, which a header claims', async () => {
      const { status, code } = await send('/v1/me', {
        ...bearer(elsewhere.key),
        'x-forwarded-for': '192.0.2.1',
      })
      return status === 403 && code === 'forbidden' ? undefined : `${status} ${code}`
    }),
    flow('a key that names another tenant', async () => {
      const { status, code } = await send('/v1/me', { ...bearer(good.key), 'patchbay-tenant': 'other' })
      return status === 403 && code === 'forbidden' ? undefined : `${status} ${code}`
    }),
  ]

  return {
    flows,
    async findings() {
      const positives = [await send('/v1/me', bearer(goodToken)), await send('/v1/me', bearer(good.key))]
      const callers = [goodToken, good.key, adminKey]
      for (const token of callers) {
        await send(
          '/v1/connectors/load/items.get',
          { ...bearer(token), ...json },
          { method: 'POST', body: '{"name":"a"}' },
        )
        await send(
          '/v1/connectors/load/items.add',
          { ...bearer(token), ...json },
          { method: 'POST', body: '{"name":"a"}' },
        )
      }
      const seen = arrived.filter((request) => callers.some((token) => request.includes(token))).length
      const lines = runtime
        .output()
        .split('\n')
        .filter((line) => line.includes('"msg":"authentication"'))
      const shown = [...Object.values(tokens), ...callers].filter((token) =>
        runtime.output().includes(token),
      ).length
      const flood: number[] = []
      for (let count = 0; count < 2 * mostFailures; count += 1) {
        flood.push((await send('/v1/me', bearer('pb_live_guess'))).status)
      }
      const limited = flood.filter((status) => status === 429).length
      return [
        [positives.every(({ status }) => status === 200), 'a good token and a good key pass'],
        [words.size === 1, `${Object.keys(tokens).length} bad tokens, ${words.size} wording`],
        [
          arrived.length === 2 * callers.length && seen === 0,
          `inbound tokens seen upstream ${seen} times in ${arrived.length} requests`,
        ],
        [
          lines.length >= flows.length - 2 && shown === 0,
          `${lines.length} failed attempts logged, ${shown} tokens in the log`,
        ],
        [limited >= mostFailures && flood.at(-1) === 429, `a flood of ${flood.length}: ${limited} x 429`],
      ]
    },
  }
}
