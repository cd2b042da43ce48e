import { defineOperation, Problem, Type } from '@patchbay/contract'
import { TaskRecord, taskOf, WireTask, WireTasks, zohoDay } from '../mail/tasks.ts'
import { scope } from '../scopes.ts'
import { vendor } from '../vendor.ts'
import { ask, tell } from '../wire/ask.ts'
import { Id, OutputId } from '../wire/id.ts'
import { isObject } from '../wire/is-object.ts'
import { textOf, textOrNull, unknownText } from '../wire/scalars.ts'
import { Changed } from './folders.ts'

const groupField = {
  groupId: Type.Optional(
    Id('The group whose tasks are meant, as tasks.groups shows it. Default: none, those of the person.'),
  ),
}
const taskField = { ...groupField, taskId: Id('The task.') }

const baseOf = (groupId: string | undefined): string =>
  groupId === undefined ? '/api/tasks/me' : `/api/tasks/groups/${groupId}`

const details = {
  description: Type.Optional(Type.String({ maxLength: 10_000, description: 'More about it.' })),
  status: Type.Optional(
    Type.Union([Type.Literal('inprogress'), Type.Literal('completed')], {
      description: 'Whether it is still to be done.',
    }),
  ),
  priority: Type.Optional(
    Type.Union([Type.Literal('high'), Type.Literal('medium'), Type.Literal('low')], {
      description: 'How urgent it is.',
    }),
  ),
  dueDate: Type.Optional(
    Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$`, description: 'By when, such as 2026-11-24.' }),
  ),
}

interface Details {
  readonly description?: string
  readonly status?: string
  readonly priority?: string
  readonly dueDate?: string
}

const bodyOf = ({ description, status, priority, dueDate }: Details): Record<string, unknown> => ({
  ...(description === undefined ? {} : { description }),
  ...(status === undefined ? {} : { status }),
  ...(priority === undefined ? {} : { priority }),
  ...(dueDate === undefined ? {} : { dueDate: zohoDay(dueDate) }),
})

const shelves: TaskRecord = {
  id: '1781100000000110001',
  title: 'Order shelves',
  description: 'Twelve of them',
  status: 'In Progress',
  priority: 'High',
  dueDate: '2026-11-24',
  owner: 'Mara Fern',
  assignee: 'Mara Fern',
  createdAt: '2026-11-16T09:00:00+01:00',
  modifiedAt: '2026-11-16T09:00:00+01:00',
}

export const list = defineOperation(vendor, {
  title: 'List tasks',
  description: 'The tasks of the person, or of a group, with their state and by when they are due.',
  effect: 'read',
  scopes: [scope('tasks', 'READ')],
  input: Type.Object({
    ...groupField,
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 499, default: 50, description: 'Tasks a page. Default: 50.' }),
    ),
    cursor: Type.Optional(
      Type.String({ pattern: '^[0-9]{1,7}$', description: '`meta.next` of the page before.' }),
    ),
  }),
  output: Type.Object({ items: Type.Array(TaskRecord) }),
  cache: { ttl: '15s' },
  examples: [{ title: 'The first task', input: { limit: 1 }, output: { items: [shelves] } }],
  async run({ input, http, report }) {
    const { groupId, limit = 50, cursor = '0' } = input
    const from = Number(cursor)
    const { tasks = [], paging } = await ask(
      http,
      { method: 'GET', path: baseOf(groupId), query: { from, limit } },
      WireTasks,
    )
    // The address of the next page is not followed, so that no token goes where an answer says.
    const hasMore = isObject(paging) && typeof paging['nextPage'] === 'string'
    report.next(hasMore ? String(from + Math.max(tasks.length, 1)) : undefined)
    return { items: tasks.map(taskOf) }
  },
})

export const get = defineOperation(vendor, {
  title: 'Get a task',
  description: 'One task of the person, or of a group.',
  effect: 'read',
  scopes: [scope('tasks', 'READ')],
  input: Type.Object(taskField),
  output: TaskRecord,
  cache: { ttl: '15s' },
  examples: [{ title: 'A task', input: { taskId: shelves.id }, output: shelves }],
  async run({ input, http }) {
    const path = `${baseOf(input.groupId)}/${input.taskId}`
    const { tasks: [task] = [] } = await ask(http, { method: 'GET', path }, WireTasks)
    if (task === undefined) throw new Problem('not_found', { detail: 'Zoho knows no such task.' })
    return taskOf(task)
  },
})

export const create = defineOperation(vendor, {
  title: 'Create a task',
  description: 'Makes a task for the person, or in a group.',
  effect: 'write',
  scopes: [scope('tasks', 'CREATE')],
  input: Type.Object({
    ...groupField,
    title: Type.String({ minLength: 1, maxLength: 500, description: 'What is to be done.' }),
    ...details,
  }),
  output: Type.Object({ id: OutputId(), title: Type.String() }),
  examples: [
    {
      title: 'A task that is due',
      input: { title: 'Call Jon', priority: 'high', dueDate: '2026-11-30' },
      output: { id: '4845214000000010003', title: 'Call Jon' },
    },
  ],
  async run({ input, http }) {
    const json = { title: input.title, ...bodyOf(input) }
    const made = await ask(http, { method: 'POST', path: baseOf(input.groupId), json }, WireTask)
    return { id: textOf(made.id), title: textOrNull(made.title) ?? input.title }
  },
})

export const update = defineOperation(vendor, {
  title: 'Change a task',
  description:
    'Changes a task, or marks it as done. What is not named stays. Each field takes a request of its own.',
  effect: 'idempotent',
  scopes: [scope('tasks', 'UPDATE')],
  input: Type.Object({
    ...taskField,
    title: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'What is to be done.' })),
    ...details,
  }),
  output: Changed,
  examples: [
    { title: 'It is done', input: { taskId: shelves.id, status: 'completed' }, output: { id: shelves.id } },
  ],
  async run({ input, http }) {
    const { groupId, taskId, title } = input
    const fields = Object.entries({ ...(title === undefined ? {} : { title }), ...bodyOf(input) })
    if (fields.length === 0) {
      throw new Problem('invalid_input', {
        detail: 'There is nothing to change.',
        errors: [{ path: '/title', message: 'is required here unless another field is given' }],
      })
    }
    // Zoho takes one field at a time.
    for (const [name, value] of fields) {
      await tell(http, { method: 'PUT', path: `${baseOf(groupId)}/${taskId}`, json: { [name]: value } })
    }
    return { id: taskId }
  },
})

export const remove = defineOperation(vendor, {
  title: 'Delete a task',
  description: 'Deletes a task of the person, or of a group, for good.',
  effect: 'destructive',
  scopes: [scope('tasks', 'DELETE')],
  input: Type.Object(taskField),
  output: Changed,
  examples: [{ title: 'A task', input: { taskId: shelves.id }, output: { id: shelves.id } }],
  async run({ input, http }) {
    await tell(http, { method: 'DELETE', path: `${baseOf(input.groupId)}/${input.taskId}` })
    return { id: input.taskId }
  },
})

const WireGroups = Type.Unknown()

export const groups = defineOperation(vendor, {
  title: 'List groups with tasks',
  description: 'The groups of the person that have tasks of their own, with the ids that tasks.list takes.',
  effect: 'read',
  stability: 'experimental',
  scopes: [scope('tasks', 'READ')],
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(Type.Object({ id: OutputId(), name: Type.String() })) }),
  cache: { ttl: '10m', tags: ['task-groups'] },
  examples: [
    { title: 'All groups', input: {}, output: { items: [{ id: '1781100000000190001', name: 'Team' }] } },
  ],
  async run({ http }) {
    const data = await ask(http, { method: 'GET', path: '/api/tasks/groups' }, WireGroups)
    // Whether they come as a list or within an object is not documented.
    const list: unknown = Array.isArray(data) ? data : isObject(data) ? (data['groups'] ?? data['list']) : []
    const rows: unknown[] = Array.isArray(list) ? list : []
    return {
      items: rows.filter(isObject).flatMap((row) => {
        const id = unknownText(row['id'] ?? row['zgid'] ?? row['groupId'])
        return /^\d{1,20}$/.test(id) ? [{ id, name: unknownText(row['name'] ?? row['groupName']) }] : []
      }),
    }
  },
})
