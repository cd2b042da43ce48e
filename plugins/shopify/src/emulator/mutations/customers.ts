import { isObject, listOf, textOf } from '../../json.ts'
import { byCustomId } from '../roots/custom-ids.ts'
import { holdsCard, survivorOf } from '../roots/customers.ts'
import { mintId, removeRow, rowsOf, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall, type Values } from './call.ts'
import { created, existing, newJob, removed, tagsIn, updated } from './conventions.ts'

/** Nobody else may have the email address or the phone number. */
function check({ values, state, name, wrapper = 'input' }: MutationCall, row: Row | undefined): void {
  // customerSet begins with the argument, the others with the field.
  const at = (field: string): string[] => (name === 'customerSet' ? [wrapper, field] : [field])
  for (const [field, label] of [
    ['email', 'Email'],
    ['phone', 'Phone'],
  ] as const) {
    const value = textOf(values[field])
    if (value === undefined) continue
    if (field === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value))
      throw refuse(at(field), 'Email is invalid', 'INVALID')
    if (field === 'phone' && !/^\+?[\d\s()-]{5,}$/.test(value))
      throw refuse(at(field), 'Phone is invalid', 'INVALID')
    const isTaken = rowsOf(state, 'Customer').some((each) => each !== row && each[field] === value)
    if (isTaken) throw refuse(at(field), `${label} has already been taken`, 'TAKEN')
  }
  const names = ['firstName', 'lastName', 'email', 'phone']
  if (names.every((field) => (values[field] ?? row?.[field] ?? null) === null)) {
    throw refuse(null, 'A name, phone number, or email address must be present')
  }
}

function finish(customer: Row, call: MutationCall): void {
  const { firstName, lastName, email, phone } = customer
  const told = [firstName, lastName].filter((part) => typeof part === 'string').join(' ')
  Object.assign(customer, { displayName: told === '' ? (email ?? phone) : told })
  const mail = isObject(customer['defaultEmailAddress']) ? customer['defaultEmailAddress'] : undefined
  const number = isObject(customer['defaultPhoneNumber']) ? customer['defaultPhoneNumber'] : undefined
  customer['defaultEmailAddress'] =
    typeof email === 'string'
      ? { marketingState: 'NOT_SUBSCRIBED', validFormat: true, ...mail, emailAddress: email }
      : null
  customer['defaultPhoneNumber'] =
    typeof phone === 'string' ? { marketingState: 'NOT_SUBSCRIBED', ...number, phoneNumber: phone } : null
  if (customer['state'] === undefined) {
    const none = { orders: [], numberOfOrders: '0', amountSpent: { amount: '0.0', currencyCode: 'EUR' } }
    Object.assign(customer, {
      state: 'DISABLED',
      locale: customer['locale'] ?? 'en',
      canDelete: true,
      ...none,
    })
  }
  const given = call.values['addresses']
  if (Array.isArray(given)) {
    customer['addressesV2'] = given.filter(isObject).map((address) => addressOf(call, address))
    customer['defaultAddress'] = listOf(customer['addressesV2'])[0] ?? null
  }
}

const addressesOf = (customer: Row): Row[] => (customer['addressesV2'] ??= []) as Row[]

/** An address as it is kept from what is given of it, over what was there. */
function addressOf({ state }: MutationCall, given: Values, before?: Row): Row {
  const { countryCode, ...rest } = given
  const address: Row = {
    __typename: 'MailingAddress',
    id: `${mintId(state, 'MailingAddress')}?model_name=CustomerAddress`,
    ...before,
    ...rest,
    ...(countryCode === undefined ? {} : { countryCodeV2: countryCode }),
  }
  const name = [address['firstName'], address['lastName']]
    .filter((part) => typeof part === 'string')
    .join(' ')
  return { ...address, name: name === '' ? null : name }
}

function put(call: MutationCall, customer: Row, address: Row): { readonly address: Row } {
  const addresses = addressesOf(customer)
  const index = addresses.findIndex(({ id }) => id === address.id)
  customer['addressesV2'] = index < 0 ? [...addresses, address] : addresses.with(index, address)
  const wasDefault = isObject(customer['defaultAddress']) && customer['defaultAddress']['id'] === address.id
  if (call.args['setAsDefault'] === true || wasDefault || addresses.length === 0)
    customer['defaultAddress'] = address
  customer['updatedAt'] = call.time
  return { address }
}

function addressNamed(call: MutationCall, customer: Row): Row {
  const found = addressesOf(customer).find(({ id }) => id === call.args['addressId'])
  if (found === undefined) throw refuse(['addressId'], 'Address does not exist')
  return found
}

const hasOrders = (customer: Row): boolean => listOf(customer['orders']).length > 0

const create = created({ check, finish, longest: { note: 5_000 }, isArgumentNamed: false })
const update = updated({ check, finish, longest: { note: 5_000 }, isArgumentNamed: false })

export const customerMutations = {
  customerCreate: create,
  customerUpdate: update,
  customerSet(call) {
    const { identifier } = call.args
    const { customId, ...name } = isObject(identifier) ? identifier : {}
    const found = isObject(customId)
      ? byCustomId('Customer', customId, call.state)
      : rowsOf(call.state, 'Customer').find((row) =>
          Object.entries(name).every(([field, value]) => row[field] === value),
        )
    if (found === undefined && name['id'] !== undefined)
      throw refuse(['input'], 'Resource matching the identifier was not found.', 'NOT_FOUND')
    return found === undefined
      ? create(call)
      : update({ ...call, args: { ...call.args, id: found.id, identifier: undefined } })
  },
  customerDelete(call) {
    const customer = call.state.byId.get(String(call.values['id']))
    if (customer?.__typename !== 'Customer') throw refuse(['id'], "Customer can't be found")
    if (hasOrders(customer)) {
      throw refuse(['id'], 'Customer can’t be deleted because they have associated orders')
    }
    return removed('Customer')(call)
  },
  customerAddressCreate(call) {
    const customer = existing(call, 'Customer')
    return put(call, customer, addressOf(call, call.values))
  },
  customerAddressUpdate(call) {
    const customer = existing(call, 'Customer')
    return put(call, customer, addressOf(call, call.values, addressNamed(call, customer)))
  },
  customerAddressDelete(call) {
    const customer = existing(call, 'Customer')
    const { id } = addressNamed(call, customer)
    const left = addressesOf(customer).filter((address) => address.id !== id)
    const current = customer['defaultAddress']
    const isDefault = isObject(current) && current['id'] === id
    Object.assign(customer, { addressesV2: left, ...(isDefault ? { defaultAddress: left[0] ?? null } : {}) })
    return { deletedAddressId: id }
  },
  customerEmailMarketingConsentUpdate: (call) => consented(call, 'email'),
  customerSmsMarketingConsentUpdate: (call) => consented(call, 'sms'),
  customerRequestDataErasure(call) {
    return { customerId: existing(call, 'Customer').id }
  },
  customerMerge(call) {
    const [one, two] = ['customerOneId', 'customerTwoId'].map((name) => {
      const id = String(call.args[name])
      const row = call.state.byId.get(id)
      if (row?.__typename === 'Customer') return row
      throw refuse([name], `Customer does not exist with ID ${id.split('/').at(-1)}`, 'INVALID_CUSTOMER_ID')
    })
    if (one === undefined || two === undefined || one === two) {
      throw refuse(null, 'Customers IDs should not match', 'INVALID_CUSTOMER_ID')
    }
    for (const [field, customer] of Object.entries({ customerOneId: one, customerTwoId: two })) {
      if (!holdsCard(call.state, customer)) continue
      const message = `${String(customer['displayName'])} has gift cards and can’t be merged.`
      throw refuse([field], message, 'INVALID_CUSTOMER')
    }
    const overrides = isObject(call.args['overrideFields']) ? call.args['overrideFields'] : {}
    const survivor = survivorOf(one, two, overrides['customerIdOfEmailToKeep'])
    merge(call, survivor, survivor === one ? two : one)
    return {
      resultingCustomerId: survivor.id,
      job: newJob(call),
    }
  },
} satisfies Record<string, Mutation>

function consented({ values, state, time }: MutationCall, kind: 'email' | 'sms') {
  const customer = state.byId.get(String(values['customerId']))
  if (customer?.__typename !== 'Customer') {
    throw refuse(kind === 'email' ? ['input', 'customerId'] : null, 'Customer not found', 'INVALID')
  }
  const member = `${kind}MarketingConsent`
  const given = values[member]
  const { marketingState, marketingOptInLevel, consentUpdatedAt } = isObject(given) ? given : {}
  const at = ['input', member, 'marketingOptInLevel']
  if (marketingState === 'SUBSCRIBED' && marketingOptInLevel === undefined) {
    throw refuse(at, 'Marketing opt in level must exist', 'MISSING_ARGUMENT')
  }
  if (marketingState === 'PENDING' && marketingOptInLevel !== 'CONFIRMED_OPT_IN') {
    throw refuse(at, 'Marketing opt in level must be confirmed opt-in for pending consent state', 'INVALID')
  }
  const field = kind === 'email' ? 'defaultEmailAddress' : 'defaultPhoneNumber'
  const before = customer[field]
  if (!isObject(before)) {
    const missing = kind === 'email' ? 'An email address' : 'A phone number'
    const what = kind === 'email' ? 'email marketing' : 'SMS'
    throw refuse(['input', member], `${missing} is required to set the ${what} consent state.`, 'INVALID')
  }
  customer[field] = {
    ...before,
    marketingState,
    marketingOptInLevel: marketingOptInLevel ?? null,
    marketingUpdatedAt: consentUpdatedAt ?? time,
  }
  customer['updatedAt'] = time
  return { customer }
}

/** One goes on, with what the other had. */
function merge({ state, values, time }: MutationCall, one: Row, two: Row): void {
  const kept = (field: string, of: string): unknown => {
    const owner = values[of] === two.id ? two : one
    return owner[field] ?? one[field] ?? two[field]
  }
  const orders = [...listOf(one['orders']), ...listOf(two['orders'])] as Row[]
  for (const order of orders) order['customer'] = one
  const email = kept('email', 'customerIdOfEmailToKeep')
  Object.assign(one, {
    firstName: kept('firstName', 'customerIdOfFirstNameToKeep'),
    lastName: kept('lastName', 'customerIdOfLastNameToKeep'),
    phone: kept('phone', 'customerIdOfPhoneNumberToKeep'),
    email,
    defaultEmailAddress: email === two['email'] ? two['defaultEmailAddress'] : one['defaultEmailAddress'],
    defaultAddress: kept('defaultAddress', 'customerIdOfDefaultAddressToKeep') ?? null,
    addressesV2: [...addressesOf(one), ...addressesOf(two)],
    tags: values['tags'] ?? tagsIn([...listOf(one['tags']), ...listOf(two['tags'])]).sort(),
    note: values['note'] ?? one['note'] ?? two['note'],
    orders,
    numberOfOrders: String(orders.length),
    updatedAt: time,
  })
  removeRow(state, two)
}
