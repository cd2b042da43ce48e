import t from 'tap'
import { loadBenchCall } from '../src/bench-connector.ts'
import { cases } from '../src/cases.ts'
import { compare } from '../src/costs/compare.ts'
import { consoleQuestions } from '../src/costs/console-questions.ts'
import { openConsole } from '../src/costs/open-console.ts'
import { tell } from '../src/costs/tell.ts'
import { prepareRequest } from '../src/prepare-request.ts'
import { startServers } from '../src/servers/start-servers.ts'

t.test('two ways are compared, and what goes on beside one of them ends with each round', async (t) => {
  const callerKey = 'bench-caller-key-0123'
  const servers = await startServers({
    servers: ['patchbay'],
    callerKey,
    isPinned: false,
    profileFolder: undefined,
  })
  t.teardown(() => servers.stop())
  const server = servers.of('patchbay')
  const post = cases.find(({ id }) => id === 'post')
  if (post === undefined) throw new Error('There is no case of a plain call.')
  const request = await prepareRequest(post, server.origin, callerKey, await loadBenchCall())
  const questions: number[] = []
  const beside = async () => {
    const shown = await openConsole(server.origin, callerKey)
    return async () => questions.push(await shown.close())
  }
  const options = { rounds: 2, seconds: 0.2, connections: 4, rate: 50 }
  const compared = await compare(
    [
      { server, request },
      { server, request, beside },
    ],
    options,
  )
  for (const figure of [compared.steady, compared.full, compared.cpu, ...compared.p99]) {
    t.ok(figure > 0 && Number.isFinite(figure))
  }
  t.equal(questions.length, options.rounds)
  for (const count of questions) t.ok(count >= consoleQuestions().length, 'each was answered')
})

t.test('a question that is refused is told', async (t) => {
  await t.rejects(openConsole('http://127.0.0.1:9', 'no key'))
})

t.test('both throughputs have to keep the bar', (t) => {
  const bar = { what: 'with it', least: 0.95, rate: 500 }
  const figures = { steady: 1, full: 0.96, cpu: 1, p99: [1, 2] } as const
  t.match(tell(bar, figures), /\npass$/)
  t.match(tell(bar, { ...figures, full: 0.94 }), /\nMISSED$/)
  t.match(tell(bar, { ...figures, steady: 0.9 }), /\nMISSED$/)
  t.end()
})
