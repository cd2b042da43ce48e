import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Task } from '../tasks/task.ts'
import type { Tasks } from '../tasks/tasks.ts'
import { bodyReader, queryReader } from './checked-input.ts'
import { managementAnswer } from './management-answer.ts'
import { problemMediaType, streamMediaType } from './media-types.ts'
import { problemResponse } from './operation-schema.ts'
import { readCursor, toPage } from './page.ts'
import { principalOf } from './principal-of.ts'
import { describeTask, TaskAnswersBody, TaskListQuery } from './task-schemas.ts'

const readQuery = queryReader(TaskListQuery)
const readAnswers = bodyReader(TaskAnswersBody)
/** When it was made, in milliseconds, and its id. */
const Position = Type.Tuple([
  Type.Integer({ minimum: 0, maximum: 8.64e15 }),
  Type.String({ pattern: '^task_[\\w-]+$' }),
])

interface WithId {
  Params: { id: string }
}
const params = {
  type: 'object',
  properties: { id: { type: 'string', description: 'As the answer says that made the task.' } },
  required: ['id'],
}
const targetOf = (request: FastifyRequest): string => (request.params as WithId['Params']).id
const tags = ['Tasks']

/** Calls that run as tasks, for whoever has made them. */
export async function taskRoutes(app: FastifyInstance, { tasks }: { readonly tasks: Tasks }): Promise<void> {
  const tell = async (request: FastifyRequest, reply: FastifyReply, task: Task) => {
    const questions =
      task.state === 'input_required' ? await tasks.questions(principalOf(request), task.id) : {}
    reply.header('cache-control', 'no-store')
    return { data: describeTask(task, questions), meta: { requestId: request.id } }
  }

  app.get(
    '/v1/tasks',
    {
      config: { access: 'authenticated' },
      schema: {
        operationId: 'tasks_list',
        tags,
        summary: 'List tasks',
        description: 'The tasks of the caller, the newest first, until they are forgotten.',
        querystring: TaskListQuery,
        response: managementAnswer('The tasks.', { type: 'array', items: { $ref: 'Task#' } }),
      },
    },
    async (request, reply) => {
      const { limit, cursor } = readQuery(request.query)
      const position = readCursor(Position, cursor)
      const after = position && { createdAt: new Date(position[0]), id: position[1] }
      const read = await tasks.list(principalOf(request), limit + 1, after)
      const { entries, next } = toPage(read, limit, ({ createdAt, id }) => [createdAt.getTime(), id])
      reply.header('cache-control', 'no-store')
      return { data: entries.map((task) => describeTask(task)), meta: { requestId: request.id, next } }
    },
  )

  app.get<WithId>(
    '/v1/tasks/:id',
    {
      config: { access: 'authenticated' },
      schema: {
        operationId: 'tasks_get',
        tags,
        summary: 'Read a task',
        description: "How it is. A task of somebody else's is answered as one that is not there.",
        params,
        response: managementAnswer('The task.', { $ref: 'Task#' }),
      },
    },
    async (request, reply) => tell(request, reply, await tasks.get(principalOf(request), request.params.id)),
  )

  app.get<WithId>(
    '/v1/tasks/:id/result',
    {
      config: { access: 'authenticated' },
      schema: {
        operationId: 'tasks_result',
        tags,
        summary: 'Read the result of a task',
        description:
          'What the call would have been answered with, status and body: also a problem, if it ended with one. 409 while the task is open.',
        params,
        response: {
          200: {
            description: 'The answer of the operation; items one a line where it is streamed.',
            content: {
              'application/json': { schema: { type: 'object' } },
              [streamMediaType]: { schema: {} },
            },
          },
          '4xx': problemResponse,
          '5xx': problemResponse,
        },
      },
    },
    async (request, reply) => {
      const { status, contentType, parts } = await tasks.result(principalOf(request), request.params.id)
      if (contentType === problemMediaType) request.wasLogged = true
      // Before anything is sent: what cannot be opened is still a problem then.
      const first = await parts.next()
      const body = Readable.from(startingWith(first, parts), { objectMode: false })
      // What there is of a stream that has failed is sent as a stream, whose last line says so.
      const code = contentType === streamMediaType ? 200 : status
      return reply
        .code(code)
        .header('content-type', contentType)
        .header('cache-control', 'no-store')
        .send(body)
    },
  )

  app.post<WithId>(
    '/v1/tasks/:id/cancel',
    {
      config: { access: 'authenticated', audit: { action: 'task.cancel', target: targetOf } },
      schema: {
        operationId: 'tasks_cancel',
        tags,
        summary: 'Cancel a task',
        description:
          'Ends the call wherever it runs. What a request had done that was sent already is not undone: the result says so. A task that has ended stays as it is.',
        params,
        response: managementAnswer('The task, which may take a moment to end.', { $ref: 'Task#' }, 202),
      },
    },
    async (request, reply) => {
      const task = await tasks.cancel(principalOf(request), request.params.id)
      reply.code(202)
      return tell(request, reply, task)
    },
  )

  app.post<WithId>(
    '/v1/tasks/:id/answers',
    {
      config: { access: 'authenticated', audit: { action: 'task.answer', target: targetOf } },
      schema: {
        operationId: 'tasks_answer',
        tags,
        summary: 'Answer what a task asks',
        description: 'It goes on when all its questions are answered. What it does not ask is ignored.',
        params,
        body: TaskAnswersBody,
        response: managementAnswer('The task.', { $ref: 'Task#' }),
      },
    },
    async (request, reply) => {
      const { answers } = readAnswers(request.body)
      const principal = principalOf(request)
      await tasks.answer(principal, request.params.id, answers)
      return tell(request, reply, await tasks.get(principal, request.params.id))
    },
  )
}

async function* startingWith(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void, void>,
): AsyncGenerator<string, void, void> {
  if (first.done === true) return
  yield first.value
  yield* rest
}
