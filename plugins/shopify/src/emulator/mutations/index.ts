import { getNamedType, isObjectType, Kind, type GraphQLResolveInfo } from 'graphql'
import { isObject, textOf } from '../../json.ts'
import { apiError, notEmulated } from '../api-error.ts'
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
import { collectionMutations } from './collections.ts'
import { draftOrderMutations } from './draft-orders.ts'
import { giftCardMutations } from './gift-cards.ts'
import { inventoryMutations } from './inventory.ts'
import { metafieldMutations } from './metafields.ts'
import { optionMutations } from './options.ts'
import { orderMutations } from './orders.ts'
import { productMutations } from './products.ts'
import { refundMutations } from './refunds.ts'
import { tagMutations } from './tags.ts'
import { variantMutations } from './variants.ts'

/** The mutations that change the shop; any other says that it is not emulated, and changes nothing. */
const mutations: Readonly<Record<string, Mutation>> = {
  ...bulkMutations,
  ...collectionMutations,
  ...draftOrderMutations,
  ...giftCardMutations,
  ...inventoryMutations,
  ...metafieldMutations,
  ...optionMutations,
  ...orderMutations,
  ...productMutations,
  ...refundMutations,
  ...tagMutations,
  ...variantMutations,
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
    try {
      return { [errorsField(payload)]: [], ...mutation(call) }
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
