import type { McpFace } from '../faces/mcp-face.ts'
import type { RestAnswer, RestFace, RestRequest } from '../faces/rest-face.ts'
import { isRecord } from '../options.ts'
import { toolName, type ConnectionFacts, type ConnectorFacts } from '../facts.ts'
import { reasonOf, type Recorder } from './record.ts'

export interface ErrorParts {
  readonly rest: RestFace
  readonly mcp: McpFace
  readonly key: string
  /** A connector that the errors are made with, and one of its connections. Nothing of it is called. */
  readonly connector: ConnectorFacts | undefined
  readonly connections: readonly ConnectionFacts[]
  readonly recorder: Recorder
}

const wrongKey = 'patchbay-live-no-such-key'

interface Refused {
  readonly name: string
  readonly path: string
  readonly request?: RestRequest
  readonly status: number
  readonly code: string
}

/** Whether failures are what they should be: a code, what to do next, and nothing that is secret. */
export async function checkErrors(parts: ErrorParts): Promise<void> {
  const { rest, recorder, connector, key } = parts
  const path = connector === undefined ? undefined : `/v1/connectors/${connector.id}/${connector.check}`
  const post = (body: string, more: RestRequest = {}): RestRequest => ({ method: 'POST', body, ...more })
  const cases: Refused[] = [
    {
      name: 'wrong key',
      path: '/v1/connectors',
      request: { key: wrongKey },
      status: 401,
      code: 'unauthenticated',
    },
    { name: 'no key', path: '/v1/connectors', request: { key: '' }, status: 401, code: 'unauthenticated' },
    { name: 'unknown path', path: '/v1/no-such-path', status: 404, code: 'not_found' },
    { name: 'unknown connector', path: '/v1/connectors/no-such-connector', status: 404, code: 'not_found' },
    {
      name: 'wrong method',
      path: '/v1/connectors',
      request: { method: 'PUT', body: '{}' },
      status: 405,
      code: 'method_not_allowed',
    },
    ...(path === undefined || connector === undefined
      ? []
      : [
          {
            name: 'unknown operation',
            path: `/v1/connectors/${connector.id}/no-such.operation`,
            request: post('{}'),
            status: 404,
            code: 'not_found',
          },
          { name: 'invalid input', path, request: post('[]'), status: 400, code: 'invalid_input' },
          { name: 'no JSON', path, request: post('{"'), status: 400, code: 'invalid_input' },
          {
            name: 'unknown connection',
            path,
            request: post('{}', { connection: 'no-such-connection' }),
            status: 404,
            code: 'not_found',
          },
        ]),
  ]
  for (const { name, path: at, request = {}, status, code } of cases) {
    await recorder.expect('errors over REST', name, async () =>
      wrongWith(await rest.ask(at, request), { status, code, key }),
    )
  }
  await checkMcpErrors(parts)
}

function wrongWith(
  { status, contentType, problem, text }: RestAnswer,
  wanted: { readonly status: number; readonly code: string; readonly key: string },
): string | undefined {
  if (status !== wanted.status || problem?.code !== wanted.code)
    return `expected ${wanted.status} ${wanted.code}, got ${status} ${problem?.code ?? 'without a code'}`
  if (!contentType.startsWith('application/problem+json')) return `the content type is ${contentType}`
  if (problem.advice === '') return 'it does not say what to do next'
  return leak(text, wanted.key)
}

const leak = (text: string, key: string): string | undefined =>
  text.includes(key) || text.includes(wrongKey) ? 'it repeats a key' : undefined

async function checkMcpErrors({
  rest,
  mcp,
  key,
  connector,
  connections,
  recorder,
}: ErrorParts): Promise<void> {
  const area = 'errors over MCP'
  await recorder.expect(area, 'wrong key', async () => {
    const { status, problem, text } = await rest.ask('/mcp', { method: 'POST', key: wrongKey, body: '{}' })
    if (status !== 401) return `answered ${status}`
    return problem !== undefined && problem.advice === ''
      ? 'it does not say what to do next'
      : leak(text, key)
  })
  await recorder.expect(area, 'no JSON', async () => {
    const { body, text } = await rest.ask('/mcp', { method: 'POST', body: '{"' })
    const code = isRecord(body) && isRecord(body['error']) ? body['error']['code'] : undefined
    return code === -32_700 ? leak(text, key) : `the code is ${String(code)}`
  })
  await recorder.expect(area, 'unknown tool', async () => {
    try {
      const { problem } = await mcp.call('no_such_tool', {})
      if (problem === undefined) return 'it succeeded'
      return problem.code === '' || problem.advice === '' ? 'no code, or nothing to do' : undefined
    } catch (error) {
      const code = isRecord(error) ? error['code'] : undefined
      return code === -32_602 ? leak(reasonOf(error), key) : `the code is ${String(code)}`
    }
  })
  if (connector === undefined) return
  const tool = toolName(connector.id, connector.check)
  const refuse = (name: string, input: Readonly<Record<string, unknown>>, codes: readonly string[]) =>
    recorder.expect(area, name, async () => {
      const { problem, text } = await mcp.call(tool, input)
      if (problem === undefined) return 'it succeeded'
      if (!codes.includes(problem.code)) return `the code is ${problem.code}`
      return problem.advice === '' ? 'it does not say what to do next' : leak(text, key)
    })
  await refuse('invalid input', { 'no-such-field': true }, ['invalid_input'])
  if (connections.length > 1) {
    await refuse('unknown connection', { connection: 'no-such-connection' }, ['not_found', 'invalid_input'])
  } else {
    recorder.note(area, 'unknown connection', 'skipped', 'one connection, so that no tool asks which')
  }
}
