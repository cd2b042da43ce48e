import { getNamedType, isObjectType, Kind, type GraphQLResolveInfo } from 'graphql'
import { isObject, listOf, textOf } from '../../json.ts'
import { apiError, notEmulated } from '../api-error.ts'
import { announce } from '../deliveries.ts'
import type { Execution } from '../execution.ts'
import { iso, type ShopState } from '../state.ts'
import { bulkMutations } from './bulk.ts'
import {
  errorsField,
  Refusal,
  withCodes,
  wrapperOf,
  type Mutation,
  type MutationCall,
  type Payload,
  type Values,
} from './call.ts'
import { annotationMutations } from './annotations.ts'
import { collectionMutations } from './collections.ts'
import { contentMutations } from './content.ts'
import { customerMutations } from './customers.ts'
import { discountMutations } from './discounts.ts'
import { draftOrderMutations } from './draft-orders.ts'
import { fileMutations } from './files.ts'
import { fulfillmentOrderMutations } from './fulfillment-orders.ts'
import { fulfillmentMutations } from './fulfillments.ts'
import { giftCardMutations } from './gift-cards.ts'
import { inventoryMutations } from './inventory.ts'
import { metafieldMutations } from './metafields.ts'
import { metaobjectMutations } from './metaobjects.ts'
import { optionMutations } from './options.ts'
import { orderCreationMutations } from './order-creation.ts'
import { orderEditMutations } from './order-edits.ts'
import { orderMutations } from './orders.ts'
import { productMutations } from './products.ts'
import { publicationMutations } from './publications.ts'
import { refundMutations } from './refunds.ts'
import { returnMutations } from './returns.ts'
import { segmentMutations } from './segments.ts'
import { storeCreditMutations } from './store-credit.ts'
import { tagMutations } from './tags.ts'
import { themeMutations } from './themes.ts'
import { translationMutations } from './translations.ts'
import { variantMutations } from './variants.ts'
import { webhookMutations } from './webhooks.ts'

/** The mutations that change the shop; any other says that it is not emulated, and changes nothing. */
const mutations: Readonly<Record<string, Mutation>> = {
  ...annotationMutations,
  ...bulkMutations,
  ...collectionMutations,
  ...contentMutations,
  ...customerMutations,
  ...discountMutations,
  ...draftOrderMutations,
  ...fileMutations,
  ...fulfillmentMutations,
  ...fulfillmentOrderMutations,
  ...giftCardMutations,
  ...inventoryMutations,
  ...metafieldMutations,
  ...metaobjectMutations,
  ...optionMutations,
  ...orderCreationMutations,
  ...orderEditMutations,
  ...orderMutations,
  ...productMutations,
  ...publicationMutations,
  ...refundMutations,
  ...returnMutations,
  ...segmentMutations,
  ...storeCreditMutations,
  ...tagMutations,
  ...themeMutations,
  ...translationMutations,
  ...variantMutations,
  ...webhookMutations,
}

/** Those that Shopify performs only with `@idempotent`. */
const mustBeKeyed =
  /^(inventory(Activate|AdjustQuantities|MoveQuantities|SetOnHandQuantities|SetQuantities|Shipment(AddItems|Create|CreateInTransit|Receive)|Transfer(Create|CreateAsReadyToShip|Duplicate|SetItems))|location(Activate|Deactivate)|refundCreate)$/

/** Performs a mutation, once for each idempotency key. */
export function performMutation(args: Values, execution: Execution, info: GraphQLResolveInfo): Payload {
  const { fieldName: name, parentType, returnType, schema, variableValues } = info
  const field = parentType.getFields()[name]
  const payload = getNamedType(returnType)
  if (field === undefined || !isObjectType(payload)) throw notEmulated(`the mutation ${name}`)
  const key = keyOf(info, variableValues)
  if (key === undefined && mustBeKeyed.test(name)) {
    throw apiError(
      'BAD_REQUEST',
      'The @idempotent directive is required for this mutation but was not provided.',
    )
  }
  const { state, now } = execution
  const wrapper = wrapperOf(field, args)
  const wrapped = wrapper === undefined ? undefined : args[wrapper]
  const values = isObject(wrapped) ? wrapped : args
  const time = iso(now)
  const perform = (): Payload => {
    const mutation = mutations[name]
    if (mutation === undefined) throw notEmulated(`the mutation ${name}`)
    const call: MutationCall = { name, args, state, execution, schema, field, payload, wrapper, values, time }
    const { minted } = state
    try {
      const answered: Payload = { [errorsField(payload)]: [], ...mutation(call) }
      if (listOf(answered[errorsField(payload)]).length === 0) announce(call, answered, minted)
      return answered
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { [errorsField(payload)]: withCodes(error.errors, payload) }
    }
  }
  return key === undefined ? perform() : once(state, key, JSON.stringify([name, args]), perform, payload)
}

function once(
  { keyed }: ShopState,
  key: string,
  request: string,
  perform: () => Payload,
  payload: MutationCall['payload'],
): Payload {
  const known = keyed.get(key)
  if (known === undefined) {
    const made = perform()
    keyed.set(key, { request, payload: made })
    return made
  }
  if (known.request === request) return known.payload as Payload
  const message = 'The same idempotency key cannot be used with different operation parameters.'
  return {
    [errorsField(payload)]: withCodes(
      [{ field: null, message, code: 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH' }],
      payload,
    ),
  }
}

function keyOf({ fieldNodes }: GraphQLResolveInfo, variables: Values): string | undefined {
  const directive = fieldNodes[0]?.directives?.find(({ name }) => name.value === 'idempotent')
  const value = directive?.arguments?.[0]?.value
  if (value?.kind === Kind.VARIABLE) return textOf(variables[value.name.value])
  return value?.kind === Kind.STRING ? value.value : undefined
}
