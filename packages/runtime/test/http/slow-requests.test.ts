import t from 'tap'
import { openRaw, parseRaw } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'

const head = [
  'POST /v1/connectors/echo/text.say HTTP/1.1',
  'Host: localhost',
  `Authorization: Bearer ${adminKey}`,
  'Content-Type: application/json',
  '',
].join('\r\n')

// Node looks at its connections once a second, so that is how late a slow caller may be cut.
const shortTimeouts = { headersTimeout: '200ms', requestTimeout: '400ms' } as const

t.test('slow headers and slow bodies are cut, and good requests are served meanwhile', async (t) => {
  const { port, post, lines, calls } = await openApp(t, { settings: shortTimeouts })
  const slowHeaders = await openRaw(port)
  slowHeaders.socket.write(head)
  const slowBody = await openRaw(port)
  slowBody.socket.write(`${head}Content-Length: 100\r\n\r\n{"text":`)
  const silent = await openRaw(port)
  const drip = setInterval(() => {
    slowHeaders.socket.write('X-More: 1\r\n')
    slowBody.socket.write(' ')
  }, 50)
  t.teardown(() => clearInterval(drip))

  t.equal((await post('/v1/connectors/echo/text.say', { text: 'quick' })).status, 200)
  for (const [name, { everything }] of Object.entries({ slowHeaders, slowBody, silent })) {
    t.comment(name)
    const raw = await everything()
    expectProblem(t, parseRaw(raw), 'request_timeout')
    t.equal(raw.split('HTTP/1.1 ').length, 2, 'there is one answer')
    t.match(raw, /\r\nconnection: close\r\n/i)
  }
  t.equal((await post('/v1/connectors/echo/text.say', { text: 'quick' })).status, 200)
  t.equal(calls().length, 2, 'what never arrived is no call')
  t.same(
    lines().filter(({ level }) => level === 'error'),
    [],
  )
})
