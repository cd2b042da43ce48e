import { problemKinds, type ProblemCode } from '@patchbay/contract'
import type { Static } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import type { Test } from 'tap'
import { ProblemSchema } from '../../src/http/shared-schemas.ts'
import type { Answer } from './answer.ts'

export type ProblemBody = Static<typeof ProblemSchema>

const isProblem = new Ajv().compile<ProblemBody>({ ...ProblemSchema, additionalProperties: false })

const required = [
  'type',
  'title',
  'status',
  'detail',
  'instance',
  'code',
  'advice',
  'retryable',
  'traceId',
] as const

/** What no answer may show: frames of a stack, files of this machine, names of Node's internals. */
const leaks = /\n\s+at |node:internal|\.[jt]s:\d+|node_modules|file:\/\/|\/packages\//

/** Holds an answer to the form that every failure of every route has, and gives its body. */
export function expectProblem(
  t: Test,
  answer: Answer,
  code: ProblemCode,
  status: number = problemKinds[code].status,
): ProblemBody {
  const label = `${status} ${code}`
  t.equal(answer.status, status, `${label}: status`)
  t.match(answer.headers['content-type'], /^application\/problem\+json(;|$)/, `${label}: media type`)
  const body: unknown = parse(answer.text)
  if (!isProblem(body)) {
    t.fail(`${label}: has the form of a problem and no other members`, { errors: isProblem.errors, body })
    throw new TypeError(`not a problem: ${answer.text}`)
  }
  const problem = body
  for (const member of required) t.ok(member in problem, `${label}: has ${member}`)
  t.equal(problem.code, code, `${label}: code`, { problem })
  t.equal(problem.status, status, `${label}: the status in the body is that of the answer`)
  t.equal(problem.type, `/problems/${code}`, `${label}: type`)
  t.equal(problem.title, problemKinds[code].title, `${label}: title`)
  t.match(problem.instance, /^urn:patchbay:request:[0-9a-f]{32}$/, `${label}: instance`)
  t.match(problem.traceId, /^[0-9a-f]{32}$/, `${label}: traceId`)
  t.not(problem.detail, '', `${label}: detail`)
  t.notMatch(answer.text, leaks, `${label}: shows nothing of the inside`)
  if (problem.retryAfter !== undefined) {
    t.equal(answer.headers['retry-after'], String(Math.ceil(problem.retryAfter)), `${label}: Retry-After`)
  }
  return problem
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
