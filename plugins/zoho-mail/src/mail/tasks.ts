import { Type, type Static } from '@patchbay/contract'
import { OutputId } from '../wire/id.ts'
import { Loose, textOf, textOrNull } from '../wire/scalars.ts'

const Person = Type.Union([Type.Object({ name: Type.Optional(Loose) }), Type.Null()])

export const WireTask = Type.Object({
  id: Loose,
  title: Type.Optional(Loose),
  description: Type.Optional(Loose),
  status: Type.Optional(Loose),
  priority: Type.Optional(Loose),
  dueDate: Type.Optional(Type.Union([Loose, Type.Null()])),
  createdAt: Type.Optional(Loose),
  modifiedAt: Type.Optional(Loose),
  owner: Type.Optional(Person),
  assignee: Type.Optional(Person),
})

export const WireTasks = Type.Object({
  tasks: Type.Optional(Type.Array(WireTask)),
  paging: Type.Optional(Type.Unknown()),
})

export const TaskRecord = Type.Object({
  id: OutputId(),
  title: Type.String(),
  description: Type.String(),
  status: Type.String({
    description: "In Zoho's words, such as `In Progress`; groups may have words of their own.",
  }),
  priority: Type.Union([Type.String(), Type.Null()]),
  dueDate: Type.Union([Type.String(), Type.Null()], { description: 'A day, such as 2026-11-24.' }),
  owner: Type.Union([Type.String(), Type.Null()]),
  assignee: Type.Union([Type.String(), Type.Null()]),
  createdAt: Type.Union([Type.String(), Type.Null()]),
  modifiedAt: Type.Union([Type.String(), Type.Null()]),
})

export type TaskRecord = Static<typeof TaskRecord>

/** `24/11/2026` as `2026-11-24`; what is written otherwise stays as it is. */
const dayOf = (wire: string | null): string | null =>
  wire?.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1') ?? null

/** `2026-11-24` as `24/11/2026`. */
export const zohoDay = (day: string): string => day.split('-').toReversed().join('/')

export const taskOf = (wire: Static<typeof WireTask>): TaskRecord => ({
  id: textOf(wire.id),
  title: textOf(wire.title),
  description: textOf(wire.description),
  status: textOf(wire.status),
  priority: textOrNull(wire.priority),
  dueDate: dayOf(textOrNull(wire.dueDate)),
  owner: textOrNull(wire.owner?.name),
  assignee: textOrNull(wire.assignee?.name),
  createdAt: textOrNull(wire.createdAt),
  modifiedAt: textOrNull(wire.modifiedAt),
})
