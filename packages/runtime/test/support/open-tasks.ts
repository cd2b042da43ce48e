import type { RequestListener } from 'node:http'
import type { Test } from 'tap'
import type { Answer } from './answer.ts'
import { openProbe, type OpenProbe, type ProbeOptions } from './open-probe.ts'
import { until } from './until.ts'

/** As the API shows it. */
export interface ShownTask {
  readonly id: string
  readonly state: string
  readonly message?: string
  readonly done: number
  readonly isCancelled: boolean
  readonly expiresAt: string
  readonly result?: { readonly status: number; readonly code?: string; readonly href: string }
}

/** What talks to tasks over REST, of whatever app. */
export interface TaskFace {
  /** Starts one, and expects that it is one. */
  readonly start: (operation: string, input?: unknown, headers?: Record<string, string>) => Promise<ShownTask>
  readonly read: (id: string) => Promise<ShownTask>
  /** Waits until it is over. */
  readonly settle: (id: string) => Promise<ShownTask>
}

/** What asks an app. */
export interface Face {
  readonly get: (path: string) => Promise<Answer>
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>
}

/** Milliseconds. */
const patience = 20_000

export const taskIn = ({ text }: Answer): ShownTask => (JSON.parse(text) as { data: ShownTask }).data

export function taskFace({ get, post }: Face, connector: string): TaskFace {
  const read = async (id: string): Promise<ShownTask> => taskIn(await get(`/v1/tasks/${id}`))
  return {
    async start(operation, input = {}, headers = {}) {
      const path = `/v1/connectors/${connector}/${operation}`
      const answer = await post(path, input, { prefer: 'respond-async', ...headers })
      if (answer.status !== 202) throw new Error(`no task: ${answer.status} ${answer.text}`)
      return taskIn(answer)
    },
    read,
    async settle(id) {
      const isOver = async (): Promise<boolean> => !/working|input_required/.test((await read(id)).state)
      if (!(await until(isOver, patience))) throw new Error(`still ${(await read(id)).state}`)
      return read(id)
    },
  }
}

export interface OpenTaskProbe extends OpenProbe, TaskFace {}

/** The probe connector, whose calls are run as tasks. */
export async function openTaskProbe(
  t: Test,
  listener: RequestListener,
  options: ProbeOptions = {},
): Promise<OpenTaskProbe> {
  const probe = await openProbe(t, listener, {
    ...options,
    settings: { taskLease: '1s', ...options.settings },
  })
  return { ...probe, ...taskFace(probe, 'probe') }
}

/** Answers when it is told to, and tells how many of those it was asked by have left. */
export function heldAnswers(answer: RequestListener) {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  let left = 0
  const listener: RequestListener = (request, response) => {
    response.on('close', () => {
      if (!response.writableEnded) left += 1
    })
    void released.then(() => answer(request, response))
  }
  return { listener, release: () => release(), left: () => left }
}
