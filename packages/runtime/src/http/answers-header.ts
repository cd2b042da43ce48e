import { Problem } from '@patchbay/contract'
import { parse } from 'secure-json-parse'
import type { Answers } from '../connectors/connector-host.ts'

const base64url = /^[A-Za-z0-9_-]+={0,2}$/

/** What a request's Patchbay-Answers says. Throws `invalid_request`. */
export function readAnswers(header: string | readonly string[] | undefined): Answers | undefined {
  if (header === undefined) return undefined
  const answers = typeof header === 'string' && base64url.test(header) ? decode(header) : undefined
  if (typeof answers === 'object' && answers !== null && !Array.isArray(answers)) return answers as Answers
  throw new Problem('invalid_request', {
    detail: 'The header Patchbay-Answers is not the base64url of a JSON object.',
    advice: 'Send the answers as one JSON object, by the name of the question, encoded as base64url.',
  })
}

function decode(text: string): unknown {
  try {
    return parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}
