import { getNamedType, isObjectType } from 'graphql'
import { isObject, listOf, textOf } from '../../json.ts'
import {
  ensureOption,
  ensureValue,
  optionsOf,
  refreshProduct,
  selectedOf,
  variantsOf,
} from '../product-totals.ts'
import { addRow, mintId, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall, type Values } from './call.ts'
import { assign, created, existing, newRow, removed, updated, type Rules } from './conventions.ts'
import { addVariant, dropVariant, setVariant } from './variants.ts'

const rules: Rules = {
  needs: ['title'],
  longest: { vendor: 255, productType: 255 },
  isArgumentNamed: false,
}

const defaults = {
  status: 'ACTIVE',
  vendor: 'Fernweh Outdoor',
  productType: '',
  tags: [],
  isGiftCard: false,
  tracksInventory: true,
  media: [],
  publishedAt: null,
  onlineStoreUrl: null,
  descriptionHtml: '',
  seo: { title: null, description: null },
}

/** Gives a new product its options, and the one variant of their first values. */
function furnish(product: Row, call: MutationCall): void {
  for (const [name, value] of Object.entries(defaults)) product[name] ??= structuredClone(value)
  const options = listOf(call.values['productOptions']).filter(isObject)
  nameOptions(product, options)
  addVariant(call, product, {
    optionValues: options.map((option) => ({
      optionName: option['name'],
      name: listOf(option['values']).filter(isObject)[0]?.['name'],
    })),
  })
  refreshProduct(product)
  joinCollections(product, call)
}

function nameOptions(product: Row, options: readonly Values[]): void {
  for (const { name, values } of options) {
    const option = ensureOption(product, String(name))
    for (const value of listOf(values).filter(isObject)) ensureValue(option, String(value['name']))
  }
}

function joinCollections(product: Row, { values, state }: MutationCall): void {
  const joined = listOf(values['collectionsToJoin']).map(String)
  const left = listOf(values['collectionsToLeave']).map(String)
  for (const collection of rowsOf(state, 'Collection')) {
    const held = listOf(collection['products']).filter(
      (each) => each !== product || !left.includes(collection.id),
    )
    collection['products'] = joined.includes(collection.id) ? [...held, product] : held
  }
}

function leaveShop(product: Row, call: MutationCall): void {
  for (const variant of variantsOf(product)) dropVariant(call, variant)
  for (const collection of rowsOf(call.state, 'Collection')) {
    collection['products'] = listOf(collection['products']).filter((each) => each !== product)
  }
}

function setProduct(call: MutationCall): Values {
  const identifier = isObject(call.args['identifier']) ? call.args['identifier'] : {}
  const id = textOf(identifier['id']) ?? textOf(call.values['id'])
  const handle = textOf(identifier['handle'])
  const known = rowsOf(call.state, 'Product').find((row) =>
    id === undefined ? row['handle'] === handle : row.id === id,
  )
  if (id !== undefined && known === undefined) throw refuse(['input', 'id'], 'Product does not exist')
  if (call.values['productOptions'] !== undefined && call.values['variants'] === undefined) {
    throw refuse(['input', 'variants'], 'Variants input is required when updating product options')
  }
  const type = getNamedType(call.payload.getFields()['product']?.type)
  const product = known ?? addRow(call.state, newRow(call, 'Product'))
  if (isObjectType(type)) assign(product, call, type)
  for (const [name, value] of Object.entries(defaults)) product[name] ??= structuredClone(value)
  const given = listOf(call.values['variants']).filter(isObject)
  if (call.values['variants'] !== undefined) {
    const before = [...variantsOf(product)]
    product['options'] = optionsOf(product).filter(({ name }) =>
      listOf(call.values['productOptions']).some((option) => isObject(option) && option['name'] === name),
    )
    nameOptions(product, listOf(call.values['productOptions']).filter(isObject))
    const kept = given.map((values) => {
      const match = before.find((variant) => isSame(variant, values))
      if (match === undefined) return addVariant(call, product, values)
      setVariant(match, values, call.time)
      return match
    })
    for (const variant of before) if (!kept.includes(variant)) dropVariant(call, variant)
    product['variants'] = kept
  } else if (variantsOf(product).length === 0) addVariant(call, product, {})
  product['updatedAt'] = call.time
  refreshProduct(product)
  return { product }
}

function isSame(variant: Row, { optionValues }: Values): boolean {
  const pairs = listOf(optionValues).filter(isObject)
  return selectedOf(variant).every(({ name, value }) =>
    pairs.some((pair) => pair['optionName'] === name && pair['name'] === value),
  )
}

/** Media are copied in the background, and ready whenever somebody looks again. */
function appendMedia(product: Row, { args, state }: MutationCall): void {
  const added = listOf(args['media'])
    .filter(isObject)
    .map(({ alt, mediaContentType, originalSource }): Row => {
      const type = mediaTypes[String(mediaContentType)] ?? 'MediaImage'
      const preview = { status: 'READY', image: { url: originalSource } }
      return {
        __typename: type,
        id: mintId(state, type),
        alt: alt ?? null,
        mediaContentType,
        status: 'READY',
        preview,
      }
    })
  product['media'] = [...listOf(product['media']), ...added]
}

const mediaTypes: Readonly<Record<string, string>> = {
  IMAGE: 'MediaImage',
  VIDEO: 'Video',
  EXTERNAL_VIDEO: 'ExternalVideo',
  MODEL_3D: 'Model3d',
}

export const productMutations = {
  productCreate: created({ ...rules, finish: furnish }),
  productUpdate: updated({
    ...rules,
    finish(product, call) {
      joinCollections(product, call)
      appendMedia(product, call)
    },
  }),
  productSet: setProduct,
  productDelete: removed('Product', { finish: leaveShop }),
  productDuplicate(call) {
    const original = existing(call, 'Product')
    const { args, state } = call
    const copy: Row = {
      ...original,
      ...newRow(call, 'Product'),
      title: args['newTitle'],
      handle: String(args['newTitle'])
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-'),
      status: args['newStatus'] ?? original['status'],
      media: args['includeImages'] === true ? original['media'] : [],
      variants: [],
      options: [],
    }
    if (args['includeImages'] !== true) copy['featuredMedia'] = null
    for (const variant of variantsOf(original)) {
      addVariant(call, copy, {
        price: variant['price'],
        compareAtPrice: variant['compareAtPrice'],
        barcode: variant['barcode'],
        sku: variant['sku'],
        optionValues: selectedOf(variant)
          .filter(({ name }) => name !== 'Title')
          .map(({ name, value }) => ({ optionName: name, name: value })),
      })
    }
    refreshProduct(copy)
    return { newProduct: addRow(state, copy) }
  },
} satisfies Record<string, Mutation>
