import t from 'tap'
import { injectAnswer } from '../support/answer.ts'
import { expectProblem } from '../support/expect-problem.ts'
import { adminKey, openApp } from '../support/open-app.ts'

const all = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

const methodsOf: Readonly<Record<string, readonly string[]>> = {
  '/v1/connectors': ['GET', 'HEAD'],
  '/v1/connectors/echo': ['GET', 'HEAD'],
  '/v1/connectors/nobody': ['GET', 'HEAD'],
  '/v1/connections': ['GET', 'HEAD', 'POST'],
  '/v1/connections/main': ['DELETE', 'GET', 'HEAD', 'PATCH'],
  '/v1/connections/main/check': ['POST'],
  '/v1/connections/main/events': ['GET', 'HEAD'],
  '/v1/connectors/echo/text.say': ['GET', 'HEAD', 'POST'],
  '/v1/connectors/echo@1/text.say': ['GET', 'HEAD', 'POST'],
  '/v1/connectors/echo/notes.write': ['POST'],
  '/livez': ['GET', 'HEAD'],
  '/readyz': ['GET', 'HEAD'],
  '/metrics': ['GET', 'HEAD'],
  '/openapi.json': ['GET', 'HEAD'],
  '/problems': ['GET', 'HEAD'],
  '/problems/internal': ['GET', 'HEAD'],
  '/mcp/server-card': ['GET', 'HEAD'],
  '/.well-known/ai-catalog.json': ['GET', 'HEAD'],
}

t.test('a method that a path does not have is refused, and those that it has are named', async (t) => {
  const { app } = await openApp(t)
  for (const [url, methods] of Object.entries(methodsOf)) {
    for (const method of all) {
      if (methods.includes(method)) continue
      const headers = { authorization: `Bearer ${adminKey}` }
      const answer = await injectAnswer(app, { method, url: `${url}?a=1`, headers })
      t.comment(`${method} ${url}`)
      // An answer to HEAD has no body to be held to anything.
      if (method === 'HEAD') t.equal(answer.status, 405)
      else expectProblem(t, answer, 'method_not_allowed')
      t.equal(answer.headers['allow'], methods.join(', '))
    }
  }
})

t.test('the list of methods names every route of the app', async (t) => {
  const { app } = await openApp(t)
  for (const [url, methods] of Object.entries(methodsOf)) {
    for (const method of methods) {
      const headers = { authorization: `Bearer ${adminKey}` }
      const { status } = await injectAnswer(app, { method: method as (typeof all)[number], url, headers })
      t.not(status, 405, `${method} ${url}`)
    }
  }
})
