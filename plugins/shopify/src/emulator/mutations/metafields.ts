import { isObject, listOf, textOf } from '../../json.ts'
import { addRow, removeRow, rowsOf, typeIn, type Row } from '../state.ts'
import { Refusal, refuse, type Mutation, type MutationCall, type UserError, type Values } from './call.ts'
import { created, newRow } from './conventions.ts'

const mostAtOnce = 25

const given = ({ args }: MutationCall): Values[] => listOf(args['metafields']).filter(isObject)

function held({ state }: MutationCall, { ownerId, namespace, key }: Values): Row | undefined {
  return rowsOf(state, 'Metafield').find(
    (row) => row['ownerId'] === ownerId && row['namespace'] === namespace && row['key'] === key,
  )
}

function faultIn(call: MutationCall, values: Values, index: number): UserError[] {
  const at = (name: string): string[] => ['metafields', String(index), name]
  const owner = String(values['ownerId'])
  if (!call.state.byId.has(owner))
    return [{ field: at('ownerId'), message: 'Owner does not exist.', code: 'INVALID' }]
  const known = held(call, values)
  const digest = values['compareDigest']
  if (digest !== undefined && digest !== (known?.['compareDigest'] ?? null)) {
    return [
      {
        field: ['metafields', String(index)],
        message:
          'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.',
        code: 'STALE_OBJECT',
      },
    ]
  }
  const type = textOf(values['type']) ?? known?.['type']
  if (type === undefined) return [{ field: at('type'), message: "Type can't be blank", code: 'BLANK' }]
  if (type === 'number_integer' && !/^-?\d+$/.test(String(values['value']))) {
    return [{ field: at('value'), message: 'Value must be an integer.', code: 'INVALID_VALUE' }]
  }
  return []
}

function digestOf(value: string, changes: number): string {
  return Buffer.from(`${changes}:${value}`).toString('hex').slice(0, 64)
}

function setOne(call: MutationCall, values: Values): Row {
  const { state, time } = call
  const row = held(call, values) ?? addRow(state, newRow(call, 'Metafield'))
  state.minted += 1
  const { ownerId, namespace, key, value } = values
  return Object.assign(row, {
    ownerId,
    namespace,
    key,
    value,
    jsonValue: value,
    type: values['type'] ?? row['type'],
    ownerType: typeIn(String(ownerId)).toUpperCase(),
    compareDigest: digestOf(String(value), state.minted),
    updatedAt: time,
  })
}

export const metafieldMutations = {
  metafieldsSet(call) {
    if (given(call).length > mostAtOnce) {
      throw refuse(
        ['metafields'],
        'Exceeded the maximum metafields input limit of 25.',
        'LESS_THAN_OR_EQUAL_TO',
      )
    }
    const errors = given(call).flatMap((values, index) => faultIn(call, values, index))
    if (errors.length > 0) throw new Refusal(...errors)
    return { metafields: given(call).map((values) => setOne(call, values)) }
  },
  metafieldsDelete(call) {
    return {
      deletedMetafields: given(call).map((values) => {
        const row = held(call, values)
        if (row === undefined) return null
        removeRow(call.state, row)
        return { ownerId: row['ownerId'], namespace: row['namespace'], key: row['key'] }
      }),
    }
  },
  metafieldDefinitionCreate: created({
    needs: ['name', 'key'],
    check({ values, state }) {
      const { ownerType, namespace, key } = values
      const isTaken = rowsOf(state, 'MetafieldDefinition').some(
        (row) => row['ownerType'] === ownerType && row['namespace'] === namespace && row['key'] === key,
      )
      if (isTaken) {
        throw refuse(
          ['definition', 'key'],
          `Key is in use for ${String(ownerType)} metafields on the '${String(namespace)}' namespace.`,
          'TAKEN',
        )
      }
    },
    finish(row, { values }) {
      row['type'] = { name: values['type'], category: 'TEXT' }
      row['namespace'] ??= 'custom'
      row['validations'] ??= []
    },
  }),
  metafieldDefinitionDelete({ args, state }) {
    const identifier = isObject(args['identifier']) ? args['identifier'] : {}
    const row = rowsOf(state, 'MetafieldDefinition').find((each) =>
      args['id'] === undefined
        ? Object.entries(identifier).every(([name, value]) => each[name] === value)
        : each.id === args['id'],
    )
    if (row === undefined) throw refuse(['id'], 'Definition not found.', 'NOT_FOUND')
    removeRow(state, row)
    if (args['deleteAllAssociatedMetafields'] === true) {
      const values = rowsOf(state, 'Metafield').filter(
        (each) => each['namespace'] === row['namespace'] && each['key'] === row['key'],
      )
      for (const each of values) removeRow(state, each)
    }
    return { deletedDefinitionId: row.id }
  },
} satisfies Record<string, Mutation>
