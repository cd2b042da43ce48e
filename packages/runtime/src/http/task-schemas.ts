import { problemKinds, type ProblemCode } from '@patchbay/contract'
import { Type, type Static } from '@sinclair/typebox'
import { taskStates, type Task, type TaskState } from '../tasks/task.ts'
import { pageQuery } from './page.ts'

export const TaskListQuery = Type.Object(pageQuery, { additionalProperties: false })

export const TaskAnswersBody = Type.Object(
  {
    answers: Type.Record(Type.String({ maxLength: 200 }), Type.Unknown(), {
      description: 'By the names in `questions` of the task. Some of them may be left for later.',
      maxProperties: 50,
    }),
  },
  { additionalProperties: false },
)

/** A task as its principal sees it. */
export const TaskSchema = Type.Object(
  {
    id: Type.String({ description: 'The handle. It is of no use to others.' }),
    connector: Type.String({ description: 'Id and major.' }),
    operation: Type.String(),
    connection: Type.String(),
    state: Type.Unsafe<TaskState>({
      type: 'string',
      enum: [...taskStates],
      description:
        '`working` and `input_required` are open: the second one waits for answers. The others are final.',
    }),
    message: Type.Optional(Type.String({ description: 'How it is, for people.' })),
    done: Type.Number({ description: 'How far it is: items so far, or what the operation counts.' }),
    total: Type.Optional(Type.Number({ description: 'What `done` grows to, where that is known.' })),
    isCancelled: Type.Boolean({ description: 'Whether its end was asked for and is still to come.' }),
    questions: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'What has to be answered before it goes on, by name. Only with `input_required`.',
      }),
    ),
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
    expiresAt: Type.String({ format: 'date-time', description: 'When it and its result are forgotten.' }),
    pollAfter: Type.Number({ description: 'Seconds to wait before it is looked at again.' }),
    result: Type.Optional(
      Type.Object(
        {
          status: Type.Integer({ description: 'That the call would have been answered with.' }),
          code: Type.Optional(
            Type.Unsafe<ProblemCode>({
              type: 'string',
              enum: Object.keys(problemKinds),
              description: 'Of the problem that it ended with.',
            }),
          ),
          bytes: Type.Integer(),
          href: Type.String({ description: 'Where the whole answer is.' }),
        },
        { description: 'What it ended with.' },
      ),
    ),
  },
  { $id: 'Task', title: 'Task' },
)

export type TaskView = Static<typeof TaskSchema>

export function describeTask(task: Task, questions: Readonly<Record<string, unknown>> = {}): TaskView {
  const { id, message, total, outcome, createdAt, updatedAt, ends, pollInterval } = task
  const { connector, operation, connection, state, done, isCancelled } = task
  return {
    id,
    connector,
    operation,
    connection,
    state,
    ...(message === undefined ? {} : { message }),
    done,
    ...(total === undefined ? {} : { total }),
    isCancelled,
    ...(Object.keys(questions).length === 0 ? {} : { questions: { ...questions } }),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    expiresAt: ends.toISOString(),
    pollAfter: pollInterval / 1_000,
    ...(outcome === undefined
      ? {}
      : {
          result: {
            status: outcome.status,
            ...(outcome.code === undefined ? {} : { code: outcome.code }),
            bytes: outcome.size,
            href: `/v1/tasks/${id}/result`,
          },
        }),
  }
}
