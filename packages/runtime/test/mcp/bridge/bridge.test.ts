import t from 'tap'
import { until } from '../../support/until.ts'
import { openBridgeClient } from './bridge-client.ts'
import { serverKey, startSdkServer } from './sdk-server.ts'

for (const revision of ['2026-07-28', '2025-11-25'] as const) {
  t.test(
    `${revision}: calls, progress, questions, cancellation and news pass through the pipe`,
    async (t) => {
      const server = await startSdkServer(t)
      const { client, log, toolChanges } = await openBridgeClient(t, {
        revision,
        environment: { PATCHBAY_URL: `http://127.0.0.1:${server.port}`, PATCHBAY_KEY: serverKey },
      })
      t.equal(client.getNegotiatedProtocolVersion(), revision)
      t.equal(client.getServerVersion()?.name, 'sdk')
      const { tools } = await client.listTools()
      t.same(
        tools.map(({ name }) => name),
        ['add', 'steps', 'wait', 'ask'],
      )

      const progress: number[] = []
      await client.callTool(
        { name: 'steps' },
        {
          onprogress({ progress: step }) {
            if (progress.push(step) === 2) server.proceed()
          },
        },
      )
      t.same(progress, [1, 2])
      const many = await Promise.all(
        Array.from({ length: 20 }, (_, left) =>
          client.callTool({ name: 'add', arguments: { left, right: 0 } }),
        ),
      )
      t.same(
        many.map(({ structuredContent }) => structuredContent),
        Array.from({ length: 20 }, (_, sum) => ({ sum })),
      )

      const asked = await client.callTool({ name: 'ask' })
      t.match(asked.content, [{ text: /Ada/ }])

      const aborter = new AbortController()
      const waiting = client.callTool({ name: 'wait' }, { signal: aborter.signal })
      waiting.catch(() => undefined)
      await until(() => server.waiting() === 1)
      aborter.abort()
      await t.rejects(waiting)
      t.ok(await until(() => server.cancelled() === 1), 'the server learns that nobody waits')

      await until(() => server.requests.some(({ method }) => method === 'GET') || revision === '2026-07-28')
      t.ok(
        await until(async () => {
          await server.changeTools()
          return toolChanges() > 0
        }),
        'news arrive',
      )

      const calls = server.requests.filter(({ headers }) => headers['mcp-name'] === 'add')
      if (revision === '2026-07-28') {
        t.equal(calls.length, 20)
        t.match(calls[0]?.headers, { 'mcp-method': 'tools/call', 'mcp-protocol-version': revision })
        t.notOk(server.requests.some(({ headers }) => 'mcp-session-id' in headers))
      } else {
        t.equal(calls.length, 0)
        await client.close()
        t.ok(
          await until(() => server.requests.some(({ method }) => method === 'DELETE')),
          'the session is given back',
        )
      }
      t.notMatch(log(), serverKey)
    },
  )

  t.test(`${revision}: a server that is away is told of, and used again when it is back`, async (t) => {
    const first = await startSdkServer(t)
    const { client, log, toolChanges } = await openBridgeClient(t, {
      revision,
      environment: { PATCHBAY_URL: `http://127.0.0.1:${first.port}`, PATCHBAY_KEY: serverKey },
    })
    const add = () => client.callTool({ name: 'add', arguments: { left: 2, right: 2 } })
    t.same((await add()).structuredContent, { sum: 4 })
    const waiting = client.callTool({ name: 'wait' })
    waiting.catch(() => undefined)
    await until(() => first.waiting() === 1)
    await first.stop()
    await t.rejects(
      waiting,
      { code: -32_000, data: { code: 'unreachable', retryable: true } },
      'what was open fails',
    )
    await t.rejects(add(), { code: -32_000, message: /patchbay start/, data: { code: 'unreachable' } })
    await startSdkServer(t, first.port)
    t.same((await add()).structuredContent, { sum: 4 })
    if (revision === '2025-11-25')
      t.ok(await until(() => toolChanges() > 0, 10_000), 'tools may be others now')
    t.match(log(), /patchbay mcp: /)
  })
}

t.test('a wrong key, and a server that is no Patchbay, are told with what to do', async (t) => {
  const { port } = await startSdkServer(t)
  const url = `http://127.0.0.1:${port}`
  const file = t.testdir({ key: 'wrong-key-0123456789\n' })
  await t.rejects(
    openBridgeClient(t, {
      revision: '2025-11-25',
      environment: {},
      parameters: ['--url', url, '--key-file', `${file}/key`],
    }),
    { message: /Put a valid key into .*key/ },
  )
})
