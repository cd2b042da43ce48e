import { Problem, problemKinds, type ProblemCode } from '@patchbay/contract'
import { CommanderError } from 'commander'
import { ConfigurationError } from '../configuration/read-settings.ts'
import { RemoteProblem, type ProblemDocument } from './client/remote-problem.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import type { Terminal } from './terminal/terminal.ts'
import { cell } from './terminal/views.ts'

/** Why a command did not do what was asked. */
export interface Failure {
  readonly exitCode: ExitCode
  readonly document: ProblemDocument
  readonly hint?: string | undefined
}

/** What to say about an error that ended a command; undefined for one that is a fault of ours. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof RemoteProblem)
    return { exitCode: exitCode.failed, document: error.document, hint: error.hint }
  if (error instanceof ConfigurationError) return { exitCode: exitCode.usage, document: misconfigured(error) }
  if (error instanceof CommanderError) {
    return {
      exitCode: exitCode.usage,
      document: documentOf('invalid_input', {
        detail: error.code === 'commander.help' ? 'The command is not complete.' : sentenceOf(error.message),
        advice: '`patchbay --help` lists the commands, and `patchbay <command> --help` explains one.',
      }),
    }
  }
  if (!Problem.is(error)) return undefined
  const { code, message, advice, errors } = error
  return {
    exitCode: exitCode.failed,
    document: documentOf(code, { detail: message, advice, ...(errors === undefined ? {} : { errors }) }),
  }
}

/** Says it to a person. */
export function failureText({ document, hint }: Failure, terminal: Terminal): string {
  const { code, detail, title, advice, errors = [], traceId } = document
  const lines = [`${terminal.paint('red', 'error:')} ${cell(detail ?? title ?? code)}`]
  for (const { path, message } of errors)
    lines.push(`  - ${path === '' ? '' : `${cell(path)}: `}${cell(message)}`)
  if (advice !== undefined && advice !== '') lines.push(`${terminal.paint('cyan', 'next:')} ${cell(advice)}`)
  if (hint !== undefined) lines.push(`      ${hint}`)
  if (traceId !== undefined) lines.push(terminal.paint('dim', `trace: ${cell(traceId)}`))
  return lines.join('\n')
}

function documentOf(
  code: ProblemCode,
  details: Pick<ProblemDocument, 'detail' | 'advice' | 'errors'>,
): ProblemDocument {
  const { title, status } = problemKinds[code]
  return { code, title, status, ...details }
}

function misconfigured({ problems }: ConfigurationError): ProblemDocument {
  return documentOf('invalid_input', {
    detail: 'The configuration is wrong:',
    advice: '`patchbay config` explains every setting, and `patchbay config check` checks them all.',
    errors: problems.map((problem) => {
      const [, name, message] = /^([A-Z][A-Z0-9_]*): (.*)$/s.exec(problem) ?? []
      return name === undefined || message === undefined
        ? { path: '', message: problem }
        : { path: name, message }
    }),
  })
}

/** Commander writes `error: unknown option '--jso'\n(Did you mean --json?)`. */
function sentenceOf(message: string): string {
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n')
  return [`${first.charAt(0).toUpperCase()}${first.slice(1)}.`, ...rest].join(' ').trim()
}
