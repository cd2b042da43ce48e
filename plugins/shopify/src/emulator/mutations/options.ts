import { isObject, listOf } from '../../json.ts'
import {
  ensureOption,
  ensureValue,
  optionsOf,
  refreshProduct,
  selectedOf,
  valuesOf,
  variantsOf,
} from '../product-totals.ts'
import type { Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall, type Values } from './call.ts'
import { existing } from './conventions.ts'
import { addVariant, dropVariant, retitle } from './variants.ts'

const mostOptions = 3

function renameIn(
  product: Row,
  option: string,
  change: (pair: { name: string; value: string }) => object,
): void {
  for (const variant of variantsOf(product)) {
    variant['selectedOptions'] = selectedOf(variant).map((pair) =>
      pair.name === option ? { ...pair, ...change(pair) } : pair,
    )
    retitle(variant)
  }
}

function optionIn(product: Row, id: unknown, field: readonly string[]): Row {
  const option = optionsOf(product).find((each) => each.id === id)
  if (option === undefined) throw refuse(field, 'Option does not exist', 'OPTION_DOES_NOT_EXIST')
  return option
}

function create(call: MutationCall): Values {
  const product = existing(call, 'Product')
  const given = listOf(call.args['options']).filter(isObject)
  for (const [index, { name }] of given.entries()) {
    if (optionsOf(product).some((option) => option['name'] === name)) {
      throw refuse(
        ['options', String(index)],
        `Option '${String(name)}' already exists.`,
        'OPTION_ALREADY_EXISTS',
      )
    }
  }
  const standalone = optionsOf(product).filter(({ name }) => name === 'Title')
  if (optionsOf(product).length - standalone.length + given.length > mostOptions) {
    throw refuse(['options'], `Can only specify a maximum of ${mostOptions} options`, 'OPTIONS_OVER_LIMIT')
  }
  product['options'] = optionsOf(product).filter((option) => !standalone.includes(option))
  for (const { name, values } of given) {
    const option = ensureOption(product, String(name))
    const names = listOf(values)
      .filter(isObject)
      .map((value) => String(value['name']))
    for (const value of names) ensureValue(option, value)
    const [first = '', ...others] = names
    for (const variant of variantsOf(product).slice()) {
      const held = selectedOf(variant).filter((pair) => pair.name !== 'Title')
      variant['selectedOptions'] = [...held, { name: String(name), value: first }]
      retitle(variant)
      if (call.args['variantStrategy'] !== 'CREATE') continue
      for (const value of others) {
        addVariant(call, product, {
          price: variant['price'],
          optionValues: [...held, { name: String(name), value }].map((pair) => ({
            optionName: pair.name,
            name: pair.value,
          })),
        })
      }
    }
  }
  refreshProduct(product)
  return { product }
}

function update(call: MutationCall): Values {
  const product = existing(call, 'Product')
  const { args } = call
  const given = isObject(args['option']) ? args['option'] : {}
  const option = optionIn(product, given['id'], ['option'])
  const before = String(option['name'])
  for (const value of listOf(args['optionValuesToUpdate']).filter(isObject)) {
    const held = valuesOf(option).find((each) => each.id === value['id'])
    if (held === undefined)
      throw refuse(['optionValuesToUpdate'], 'Option value does not exist', 'OPTION_VALUE_DOES_NOT_EXIST')
    const old = held['name']
    held['name'] = value['name']
    renameIn(product, before, (pair) => (pair.value === old ? { value: value['name'] } : {}))
  }
  for (const value of listOf(args['optionValuesToAdd']).filter(isObject))
    ensureValue(option, String(value['name']))
  const removed = listOf(args['optionValuesToDelete'])
  option['optionValues'] = valuesOf(option).filter(({ id }) => !removed.includes(id))
  if (typeof given['name'] === 'string') {
    option['name'] = given['name']
    renameIn(product, before, () => ({ name: given['name'] }))
  }
  refreshProduct(product)
  return { product }
}

function remove(call: MutationCall): Values {
  const product = existing(call, 'Product')
  const ids = listOf(call.args['options']).map(String)
  const names = ids.map((id, index) => optionIn(product, id, ['options', String(index)])['name'])
  const titles = new Set<string>()
  const rest = variantsOf(product).map((variant) => {
    const pairs = selectedOf(variant).filter(({ name }) => !names.includes(name))
    const kept = pairs.length === 0 ? [{ name: 'Title', value: 'Default Title' }] : pairs
    const title = kept.map(({ value }) => value).join(' / ')
    const isFirst = !titles.has(title)
    titles.add(title)
    return { variant, kept, isFirst }
  })
  if (rest.some(({ isFirst }) => !isFirst) && call.args['strategy'] !== 'POSITION') {
    throw refuse(
      ['options'],
      'Cannot delete an option that has more than one value.',
      'CANNOT_DELETE_OPTION_WITH_MULTIPLE_VALUES',
    )
  }
  product['options'] = optionsOf(product).filter(({ id }) => !ids.includes(id))
  for (const { variant, kept, isFirst } of rest) {
    if (!isFirst) dropVariant(call, variant)
    else {
      variant['selectedOptions'] = kept
      retitle(variant)
    }
  }
  refreshProduct(product)
  return { product, deletedOptionsIds: ids }
}

export const optionMutations = {
  productOptionsCreate: create,
  productOptionUpdate: update,
  productOptionsDelete: remove,
} satisfies Record<string, Mutation>
