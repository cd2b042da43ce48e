import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { data, invalid } from '../answers.ts'
import { route, text, withBody, type Call, type Route } from '../router.ts'
import { nextId, type Fields } from '../state.ts'

const statuses: Readonly<Record<string, Fields>> = {
  inprogress: { status: 'In Progress', statusValue: 2 },
  completed: { status: 'Completed', statusValue: 3 },
}

const priorities: Readonly<Record<string, string>> = { high: 'High', medium: 'Medium', low: 'Low' }

/** Those of a group, or of the person. */
const own = ({ state, path }: Call): Fields[] =>
  state.tasks.filter((task) => (task['group'] ?? undefined) === path['group'])

const shown = ({ group: _group, ...task }: Fields): Fields => task

const unknown = (): EmulatorAnswer => invalid('Task id is invalid', 404)

/** What a body says of a task, in the words that answers have; undefined where it is wrong. */
function changesOf(body: Readonly<Record<string, unknown>>): Fields | undefined {
  const { status, priority, dueDate, ...others } = body
  const changes: Fields = { ...others }
  if (status !== undefined) {
    const known = statuses[text(status).toLowerCase()]
    if (known === undefined) return undefined
    Object.assign(changes, known)
  }
  if (priority !== undefined) {
    const known = priorities[text(priority).toLowerCase()]
    if (known === undefined) return undefined
    changes['priority'] = known
  }
  if (dueDate !== undefined) {
    if (text(dueDate) !== '' && !/^\d\d\/\d\d\/\d{4}$/.test(text(dueDate))) return undefined
    changes['dueDate'] = dueDate
  }
  return changes
}

const at = (now: number): string => new Date(now).toISOString().replace(/\.\d+Z$/, '+00:00')

function list(call: Call): EmulatorAnswer {
  const from = Number(call.query.get('from') ?? 0)
  const limit = Number(call.query.get('limit') ?? 10)
  if (!(from >= 0 && limit >= 1 && limit <= 499)) return invalid('limit is not valid')
  const tasks = own(call)
  const rest = from + limit < tasks.length
  const place = call.path['group'] === undefined ? 'me' : `groups/${call.path['group']}`
  return data({
    tasks: tasks.slice(from, from + limit).map(shown),
    ...(rest ? { paging: { nextPage: `tasks/${place}?from=${from + limit}&limit=${limit}` } } : {}),
  })
}

function create(call: Call): EmulatorAnswer {
  return withBody(call, (body) => {
    const changes = changesOf(body)
    if (changes === undefined || text(body['title']) === '') return invalid('title is missing')
    const id = nextId(call.state)
    const task: Fields = {
      id,
      description: '',
      ...statuses['inprogress'],
      priority: 'Medium',
      dueDate: '',
      createdAt: at(call.now),
      modifiedAt: at(call.now),
      owner: { id: 848632206, name: 'Mara Fern' },
      assignee: { id: 848632206, name: 'Mara Fern' },
      subtasks: [],
      tags: [],
      attachments: [],
      namespaceId: '848632206',
      ...changes,
      ...(call.path['group'] === undefined ? {} : { group: call.path['group'] }),
    }
    call.state.tasks.push(task)
    return data(shown(task))
  })
}

function one(call: Call, answer: (task: Fields) => EmulatorAnswer): EmulatorAnswer {
  const task = own(call).find(({ id }) => id === call.path['task'])
  return task === undefined ? unknown() : answer(task)
}

const update = (call: Call): EmulatorAnswer =>
  one(call, (task) =>
    withBody(call, (body) => {
      const changes = changesOf(body)
      if (changes === undefined) return invalid('The value is not valid')
      Object.assign(task, changes, { modifiedAt: at(call.now) })
      return data({ id: task['id'], ...changes })
    }),
  )

const remove = (call: Call): EmulatorAnswer =>
  one(call, (task) => {
    call.state.tasks = call.state.tasks.filter((other) => other !== task)
    return data({ id: task['id'] })
  })

export const tasks: readonly Route[] = [
  route('GET', '/api/tasks/groups', 'tasks.READ', ({ state }) =>
    data({ groups: state.groups.map(({ zgid, name }) => ({ id: zgid, name })) }),
  ),
  ...['/api/tasks/me', '/api/tasks/groups/:group'].flatMap((base) => [
    route('GET', base, 'tasks.READ', list),
    route('POST', base, 'tasks.CREATE', create),
    route('GET', `${base}/:task`, 'tasks.READ', (call) =>
      one(call, (task) => data({ tasks: [shown(task)] })),
    ),
    route('PUT', `${base}/:task`, 'tasks.UPDATE', update),
    route('DELETE', `${base}/:task`, 'tasks.DELETE', remove),
  ]),
]
