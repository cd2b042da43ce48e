import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import {
  documentedAnswer,
  operationsOf,
  type DocumentedOperation,
  type OpenapiDocument,
} from '../fuzz/document.ts'
import { sendRaw, type RawAnswers } from '../raw/raw-http.ts'
import { openApp, type OpenApp } from '../support/open-app.ts'
import { bodyLimit, causesOf } from './causes.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const chatty = fileURLToPath(new URL('../../connectors/chatty', import.meta.url))
const many = '1000000/1m'
/** Milliseconds; the slow caller is cut within the second, as far as the machine has time for it. */
const silence = 10_000
/** Requests on their way at the same time. Most of those that are slow wait. */
const atOnce = 200

const inside =
  /\n\s+at |node:|node_modules|\.[jt]s\b|file:\/\/|127\.0\.0\.1|\bE[A-Z]{4,}\b|HPE_|UND_|FST_|undici|llhttp|ajv/

export interface ErrorsReport {
  readonly routes: number
  readonly answers: number
  readonly statuses: readonly number[]
  readonly faults: readonly string[]
}

/** Makes every route fail in every way, and holds each answer to the form of problems. */
export async function failEverywhere(): Promise<ErrorsReport> {
  const runtime = await openApp(
    {
      connectors: `./plugins/*,${chatty}`,
      useMockData: true,
      bodyLimit,
      requestTimeout: '1s',
      headersTimeout: '1s',
      callRate: many,
      readRate: many,
      openRate: many,
      failedAuthenticationRate: many,
      turnBudget: '0s',
      limits: 'observe',
    },
    { baseFolder: root },
  )
  try {
    const document = JSON.parse((await runtime.fetch('/openapi.json')).text) as OpenapiDocument
    // An open breaker names the origin of the vendor, which whoever has a key may know.
    const vendors = [...runtime.app.patchbay.emulators.values()].map(({ url }) => url)
    const judge = createJudge(document, vendors)
    const operations = operationsOf(document)
    const port = Number(new URL(runtime.url).port)
    const statuses = new Set<number>()
    const jobs = operations.flatMap((operation) =>
      Object.entries(causesOf(operation)).map(([name, { bytes, statuses: right }]) => async () => {
        const answer = await sendRaw(port, bytes, silence)
        const [status = 0] = answer.statuses
        statuses.add(status)
        const where = `${operation.method} ${operation.path}, ${name}`
        if (!right.includes(status)) return [`${where}: ${status} for ${right.join(' or ')}`]
        return status < 400 ? [] : judge(operation, answer).map((fault) => `${where}: ${fault}`)
      }),
    )
    const found: string[] = []
    // One iterator for all: each takes what no other one has.
    const left = jobs.values()
    const work = async (): Promise<void> => {
      for (const job of left) found.push(...(await job()))
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    const upstream = await failUpstream(runtime, operations, port, judge)
    return {
      routes: operations.length,
      answers: jobs.length + upstream.answers,
      statuses: [...statuses].toSorted((left, right) => left - right),
      faults: [...found, ...upstream.faults],
    }
  } finally {
    await runtime.close()
  }
}

type Judge = (operation: DocumentedOperation, answer: RawAnswers) => string[]

/** Lets the vendor of each operation fail. */
async function failUpstream(
  runtime: OpenApp,
  operations: readonly DocumentedOperation[],
  port: number,
  judge: Judge,
): Promise<{ answers: number; faults: string[] }> {
  const faults: string[] = []
  let answers = 0
  for (const [connector, { url }] of runtime.app.patchbay.emulators) {
    for (const operation of operations.filter(({ path }) =>
      path.startsWith(`/v1/connectors/${connector}/`),
    )) {
      const [example] = operation.examples
      if (example === undefined) continue
      const body = JSON.stringify(example)
      if (body.length > bodyLimit) continue
      await fetch(`${url}/__emulator/faults`, {
        method: 'POST',
        body: JSON.stringify({ kind: 'malformed', times: 1 }),
      })
      const head = `POST ${operation.path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer drill-admin-key-0123456789`
      const answer = await sendRaw(
        port,
        `${head}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        silence,
      )
      await fetch(`${url}/__emulator/faults`, { method: 'DELETE' })
      answers += 1
      const [status = 0] = answer.statuses
      // Some need nothing of the vendor, and some name a page that has a circuit of its own open by now.
      if (status < 400) continue
      if (![400, 502, 503].includes(status)) faults.push(`${operation.path}, malformed answer: ${status}`)
      faults.push(...judge(operation, answer).map((fault) => `${operation.path}, malformed answer: ${fault}`))
    }
  }
  return { answers, faults }
}

function createJudge(document: OpenapiDocument, vendors: readonly string[]): Judge {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'document', components: document.components })
  const isProblem = ajv.compile({ $ref: 'document#/components/schemas/Problem' })
  return (operation, { statuses, headers, body }) => {
    const [status = 0] = statuses
    const documented = documentedAnswer(operation, status)
    // A person in a browser is shown a page, where one is promised.
    if (documented?.content?.['text/html'] !== undefined) return []
    if (headers['content-type']?.startsWith('application/problem+json') !== true)
      return [`is ${headers['content-type']}`]
    const faults: string[] = []
    const problem = JSON.parse(body) as { status: number; instance: string; traceId: string }
    if (!isProblem(problem)) faults.push(`is no problem: ${ajv.errorsText(isProblem.errors)}`)
    if (problem.status !== status) faults.push(`says ${problem.status}`)
    if (problem.instance !== `urn:patchbay:request:${headers['x-request-id']}`)
      faults.push('does not name its request')
    const ours = vendors.reduce((text, url) => text.replaceAll(url, ''), body)
    if (inside.test(ours)) faults.push(`shows the inside: ${body}`)
    if (documented === undefined) faults.push(`${status} is not documented`)
    return faults
  }
}
