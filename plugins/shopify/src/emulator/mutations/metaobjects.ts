import { isObject, listOf, textOf } from '../../json.ts'
import { metaobjectNamed } from '../roots/metaobjects.ts'
import { addRow, removeRow, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation } from './call.ts'
import { newRow } from './conventions.ts'

interface Definition {
  readonly key: string
  readonly name: string
  readonly required: boolean
  readonly type: { readonly name: string }
}

export const metaobjectMutations = {
  metaobjectUpsert(call) {
    const { args, state, time } = call
    const named = isObject(args['handle']) ? args['handle'] : {}
    const values = isObject(args['metaobject']) ? args['metaobject'] : {}
    const definition = rowsOf(state, 'MetaobjectDefinition').find(({ type }) => type === named['type'])
    if (definition === undefined) {
      throw refuse(
        ['handle', 'type'],
        `No metaobject definition exists for type "${String(named['type'])}"`,
        'UNDEFINED_OBJECT_TYPE',
      )
    }
    const definitions = definition['fieldDefinitions'] as readonly Definition[]
    const found = metaobjectNamed(state, named)
    const before = listOf(found?.['fields']) as ReadonlyArray<{ key: string; value: unknown }>
    const given = listOf(values['fields']).filter(isObject)
    for (const [index, { key }] of given.entries()) {
      if (!definitions.some((each) => each.key === key)) {
        const message = `Field definition "${String(key)}" does not exist`
        throw refuse(['metaobject', 'fields', String(index)], message, 'UNDEFINED_OBJECT_FIELD')
      }
    }
    const fields = definitions.map(({ key, type }) => {
      const value =
        given.find((each) => each['key'] === key)?.['value'] ?? before.find((each) => each.key === key)?.value
      return { key, type: type.name, value: value ?? null, jsonValue: value ?? null }
    })
    for (const { key, name, required } of definitions) {
      if (required && fields.find((field) => field.key === key)?.value === null) {
        throw refuse(['metaobject'], `${name} can't be blank`, 'OBJECT_FIELD_REQUIRED')
      }
    }
    const row: Row = found ?? addRow(state, newRow(call, 'Metaobject'))
    const first = textOf(fields.find(({ key }) => key === definition['displayNameKey'])?.value)
    const capabilities = isObject(values['capabilities']) ? values['capabilities'] : undefined
    Object.assign(row, {
      type: named['type'],
      handle: named['handle'],
      fields,
      displayName: first ?? named['handle'],
      capabilities: capabilities ?? row['capabilities'] ?? { publishable: null },
      updatedAt: time,
    })
    definition['metaobjectsCount'] = rowsOf(state, 'Metaobject').filter(
      ({ type }) => type === named['type'],
    ).length
    return { metaobject: row }
  },
  metaobjectDelete({ args, state }) {
    const row = state.byId.get(String(args['id']))
    if (row?.__typename !== 'Metaobject') throw refuse(['id'], 'Record not found', 'RECORD_NOT_FOUND')
    removeRow(state, row)
    return { deletedId: row.id }
  },
} satisfies Record<string, Mutation>
