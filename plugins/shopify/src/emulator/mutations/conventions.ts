import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql'
import { isConnection } from '../../cost.ts'
import { isObject, listOf, textOf } from '../../json.ts'
import { recordEvent } from '../record-event.ts'
import { addRow, mintId, removeRow, rowsOf, type Row } from '../state.ts'
import { Refusal, refuse, type Mutation, type MutationCall, type UserError } from './call.ts'

/** What makes a mutation different from the convention. */
export interface Rules {
  /** Fields that must not be blank where they are given; on creation, also where they are not. */
  readonly needs?: readonly string[]
  /** Fields with the most characters that they may have. Default: 255 for title, name, handle. */
  readonly longest?: Readonly<Record<string, number>>
  /** Whether refusals name the argument before the field, as most do. */
  readonly isArgumentNamed?: boolean
  /** Fields of the input that have another name on the thing. */
  readonly renamed?: Readonly<Record<string, string>>
  /** Checks more; throws a `Refusal`. */
  readonly check?: (call: MutationCall, row: Row | undefined) => void
  /** Works out what follows from what was set. */
  readonly finish?: (row: Row, call: MutationCall) => void
}

const usualLengths = { title: 255, name: 255, handle: 255 }

/** Creates a row of the type in the payload from the input: fields of the same name, an id, times, a handle. */
export const created =
  (rules: Rules = {}): Mutation =>
  (call) => {
    const [key, type] = subjectOf(call)
    check(call, undefined, rules)
    const row = newRow(call, type.name)
    assign(row, call, type, rules)
    rules.finish?.(row, call)
    recordEvent(call.state, row, 'create', call.time)
    return { [key]: addRow(call.state, row) }
  }

/** Sets what is given on the row that an id or identifier names. */
export const updated =
  (rules: Rules = {}): Mutation =>
  (call) => {
    const [key, type] = subjectOf(call)
    const row = existing(call, type.name)
    check(call, row, rules)
    assign(row, call, type, rules)
    if (type.getFields()['updatedAt'] !== undefined) row['updatedAt'] = call.time
    rules.finish?.(row, call)
    return { [key]: row }
  }

/** Removes the row that an id names. */
export const removed =
  (type: string, { finish }: Pick<Rules, 'finish'> = {}): Mutation =>
  (call) => {
    const row = existing(call, type)
    removeRow(call.state, row)
    recordEvent(call.state, row, 'destroy', call.time)
    finish?.(row, call)
    const key = Object.keys(call.payload.getFields()).find((name) => /^deleted\w*Id$/.test(name))
    return key === undefined ? {} : { [key]: row.id }
  }

export function newRow({ state, time }: MutationCall, type: string): Row {
  return { __typename: type, id: mintId(state, type), createdAt: time, updatedAt: time }
}

/** Work that Shopify leaves to the background. Here it is done when somebody asks again. */
export function newJob({ state }: MutationCall): Row {
  const job = addRow(state, { __typename: 'Job', id: mintId(state, 'Job'), done: true })
  return { ...job, done: false }
}

/** The row that a call is about. Refuses with Shopify's words if there is none. */
export function existing(call: MutationCall, type: string): Row {
  const { args, values, state } = call
  const identifier = isObject(args['identifier']) ? args['identifier'] : undefined
  const ids = Object.entries({ ...args, ...values }).filter(
    ([name]) => name === 'id' || name.toLowerCase() === `${type.toLowerCase()}id`,
  )
  const [name, id] =
    identifier?.['id'] === undefined ? (ids[0] ?? ['id', undefined]) : ['id', identifier['id']]
  const row =
    id === undefined && identifier !== undefined
      ? rowsOf(state, type).find((each) =>
          Object.entries(identifier).every(([key, value]) => each[key] === value),
        )
      : state.byId.get(String(id))
  if (row?.__typename !== type) throw refuse([name], `${sentence(type)} does not exist`)
  return row
}

/** The payload's field with the thing that is changed, and its type. */
function subjectOf({ payload }: MutationCall): [string, GraphQLObjectType] {
  for (const [key, { type }] of Object.entries(payload.getFields())) {
    const named = getNamedType(type)
    const isSubject = isObjectType(named) && !/^(Shop|Job|.*Operation|.*Errors?)$/.test(named.name)
    if (isSubject) return [key, named]
  }
  throw new TypeError(`${payload.name} shows nothing that is changed.`)
}

function check(call: MutationCall, row: Row | undefined, rules: Rules): void {
  const { values, wrapper, state } = call
  const { needs = [], longest = {}, isArgumentNamed = true } = rules
  const at = (name: string): string[] => (isArgumentNamed && wrapper !== undefined ? [wrapper, name] : [name])
  const errors: UserError[] = []
  for (const name of needs) {
    const value = values[name]
    const isBlank = value === undefined ? row === undefined : textOf(value)?.trim() === ''
    if (isBlank) errors.push({ field: at(name), message: `${sentence(name)} can't be blank` })
  }
  for (const [name, most] of Object.entries({ ...usualLengths, ...longest })) {
    if ((textOf(values[name])?.length ?? 0) > most) {
      errors.push({
        field: at(name),
        message: `${sentence(name)} is too long (maximum is ${most} characters)`,
      })
    }
  }
  if (errors.length > 0) throw new Refusal(...errors)
  const handle = textOf(values['handle'])
  const type = row?.__typename
  if (handle !== undefined && type !== undefined) {
    const isTaken = rowsOf(state, type).some((each) => each !== row && each['handle'] === slug(handle))
    if (isTaken) {
      throw refuse(['input', 'handle'], `Handle '${handle}' already in use. Please provide a new handle.`)
    }
  }
  rules.check?.(call, row)
}

/** Copies input fields that the type has as well. An id of something becomes the thing. */
export function assign(
  row: Row,
  call: MutationCall,
  type: GraphQLObjectType,
  { renamed = {} }: Rules = {},
): void {
  const fields = type.getFields()
  for (const [given, value] of Object.entries(call.values)) {
    const name =
      renamed[given] ?? (given.endsWith('Id') && fields[given] === undefined ? given.slice(0, -2) : given)
    const field = fields[name]
    if (field === undefined || name === 'id') continue
    const named = getNamedType(field.type)
    if (isConnection(named)) continue // what a list holds is for `finish` to say
    if (name === 'handle') row['handle'] = slug(String(value))
    else if (name === 'tags') row['tags'] = tagsIn(listOf(value)).sort()
    else if (isObjectType(named) && typeof value === 'string')
      row[name] = call.state.byId.get(value) ?? { id: value }
    else if (isObject(value) && isObject(row[name])) row[name] = { ...row[name], ...value }
    else row[name] = value
  }
  if (fields['handle'] !== undefined && row['handle'] === undefined) {
    row['handle'] = freeHandle(call, row, textOf(row['title']) ?? textOf(row['name']) ?? '')
  }
}

/** Made from the title, with a number where it is taken. */
function freeHandle({ state }: MutationCall, row: Row, title: string): string {
  const handle = slug(title)
  const taken = new Set(rowsOf(state, row.__typename).map((each) => each['handle']))
  if (!taken.has(handle)) return handle
  let number = 1
  while (taken.has(`${handle}-${number}`)) number += 1
  return `${handle}-${number}`
}

/** Tags may come in one text, separated by commas; upper and lower case are the same tag. */
export function tagsIn(given: readonly unknown[]): string[] {
  const tags = given.flatMap((tag) => String(tag).split(',')).map((tag) => tag.trim())
  return tags.filter((tag, index) => tag !== '' && !hasTag(tags.slice(0, index), tag))
}

export function hasTag(tags: readonly string[], tag: string): boolean {
  return tags.some((each) => each.toLowerCase() === tag.toLowerCase())
}

export function slug(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
}

/** `UrlRedirect` as `Url redirect`, and `seoTitle` as `Seo title`. */
const sentence = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z])([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^./, (letter) => letter.toUpperCase())
