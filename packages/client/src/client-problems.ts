import type { ClientCode, Problem } from './problem.ts'

interface Kind {
  readonly title: string
  readonly advice: string
  readonly retryable: boolean
}

const kinds: Readonly<Record<ClientCode, Kind>> = {
  unreachable: {
    title: 'No Patchbay at that address',
    advice: 'Check the network and the address of the server, then try again.',
    retryable: true,
  },
  unexpected_answer: {
    title: 'Not the answer of a Patchbay',
    advice: 'Check the address; a proxy may have answered in place of the server.',
    retryable: false,
  },
  interrupted: {
    title: 'Answer broken off',
    advice: 'Try again; a stream can go on after the `cursor` of its last item.',
    retryable: true,
  },
  deadline_exceeded: {
    title: 'No answer in the time that was given',
    advice: 'Give it more time with `timeout`, ask for less at once, or let it run as a task.',
    retryable: true,
  },
  aborted: {
    title: 'Given up by the caller',
    advice: 'Nothing has to be done: the signal of the call has ended it.',
    retryable: false,
  },
}

/** A problem that only this side knows of. Its status is 0 where no server has answered. */
export function clientProblem(code: ClientCode, detail: string, more: Partial<Problem> = {}): Problem {
  return { type: `/problems/${code}`, status: 0, code, detail, ...kinds[code], ...more }
}
