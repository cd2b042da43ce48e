import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { buildApp, defaultSettings, type Settings } from '@patchbay/runtime'
import { openTestStore } from '@patchbay/runtime/testing'
import { adminKey } from '../support/runtime-process.ts'
import { documentedAnswer, operationsOf, type OpenapiDocument } from './document.ts'
import { requestsTo, type FuzzRequest } from './requests.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

// The fuzzer is one caller of one instance; what holds such a caller back is for other drills.
const many = '1000000/1m'
const unhindered: Partial<Settings> = {
  callRate: many,
  readRate: many,
  openRate: many,
  failedAuthenticationRate: many,
  turnBudget: '0s',
  inFlightMax: 100_000,
  limits: 'observe',
}

export interface FuzzReport {
  readonly seed: number
  readonly requests: number
  readonly operations: number
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>
  /** How many of the requests had to be refused. */
  readonly negative: number
  readonly faults: readonly string[]
}

interface Answer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** Sends so many generated requests to all operations of all connectors on their emulators, and to all other routes. */
export async function fuzz(requests: number, seed = Date.now() % 2 ** 31): Promise<FuzzReport> {
  const app = await buildApp(
    defaultSettings({ connectors: './plugins/*', useMockData: true, logLevel: 'silent', ...unhindered }),
    { adminKey, baseFolder: root, store: await openTestStore() },
  )
  const faults: string[] = []
  const unhandled = (error: unknown): void => void faults.push(`unhandled rejection: ${String(error)}`)
  process.on('unhandledRejection', unhandled)
  const statuses: Record<string, number> = {}
  let negative = 0
  try {
    const document = (await app.inject('/openapi.json')).json<OpenapiDocument>()
    const judge = createJudge(document)
    const operations = operationsOf(document)
    const any = fc.oneof(...operations.map(requestsTo))
    for (const request of fc.sample(any, { numRuns: requests, seed })) {
      const { method, url, headers, body } = request
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: { authorization: `Bearer ${adminKey}`, ...headers },
        ...(body === undefined ? {} : { payload: body }),
      })
      if (request.expected === 'refused') negative += 1
      statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1
      const fault = judge(request, answer)
      if (fault !== undefined)
        faults.push(`${method} ${url.slice(0, 200)} ${body?.slice(0, 200) ?? ''}: ${fault}`)
    }
    return { seed, requests, operations: operations.length, statuses, negative, faults }
  } finally {
    process.off('unhandledRejection', unhandled)
    await app.close()
  }
}

/** Says what is wrong with an answer; undefined if nothing is. */
function createJudge(
  document: OpenapiDocument,
): (request: FuzzRequest, answer: Answer) => string | undefined {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'document', components: document.components })
  const problem = ajv.compile({ $ref: 'document#/components/schemas/Problem' })
  const compiled = new Map<object, ReturnType<typeof ajv.compile>>()
  const validatorOf = (schema: object): ReturnType<typeof ajv.compile> => {
    let validate = compiled.get(schema)
    if (validate === undefined) {
      const text = JSON.stringify(schema).replaceAll('"#/components', '"document#/components')
      validate = ajv.compile(JSON.parse(text) as object)
      compiled.set(schema, validate)
    }
    return validate
  }

  return ({ operation, expected }, { statusCode, headers, body }) => {
    if (statusCode === 500) return `500 ${body.slice(0, 300)}`
    const type = String(headers['content-type'])
    const documented = documentedAnswer(operation, statusCode)
    // Pages for people, where they are promised.
    if (type.startsWith('text/html') && documented?.content?.['text/html'] !== undefined) return undefined
    if (statusCode >= 400) {
      if (!type.startsWith('application/problem+json')) return `${statusCode} is ${type}`
      const json = JSON.parse(body) as { detail: string; instance: string }
      if (!problem(json)) return `${statusCode} is no problem: ${ajv.errorsText(problem.errors)}`
      if (!json.instance.endsWith(String(headers['x-request-id']))) return 'the problem is of another request'
      // A connector may refuse what no schema can say, such as a window that ends before it begins.
      if (expected === 'fitting' && json.detail.startsWith('The input does not fit'))
        return `refused what fits: ${body.slice(0, 400)}`
    } else if (expected === 'refused') return `${statusCode} for what does not fit`
    if (documented === undefined) return `${statusCode} is not documented`
    // Tables are text, where a request asks for them.
    if (!type.includes('json')) return undefined
    const schema = documented.content?.['application/json']?.schema
    if (statusCode !== 200 || schema === undefined) return undefined
    const validate = validatorOf(schema)
    return validate(JSON.parse(body))
      ? undefined
      : `the answer does not fit: ${ajv.errorsText(validate.errors)}`
  }
}
