import { isObject, listOf } from '../../json.ts'
import type { Execution } from '../execution.ts'
import { tagsIn } from '../mutations/conventions.ts'
import { rowsOf, type Row } from '../state.ts'

type Arguments = Readonly<Record<string, unknown>>

const most = { note: 5_000, tags: 250 }

/**
 * Which of two customers goes on, in the order that Shopify documents: whose email address is to be kept, who alone has
 * one, whose account is further, who agreed to advertising, and else the second.
 */
export function survivorOf(one: Row, two: Row, emailOf?: unknown): Row {
  const named = [one, two].find(({ id }) => id === emailOf)
  if (named !== undefined) return named
  const mailed = [one, two].filter((each) => isObject(each['defaultEmailAddress']))
  if (mailed.length !== 2) return mailed[0] ?? two
  const agrees = ({ defaultEmailAddress: mail }: Row): boolean =>
    isObject(mail) && ['SUBSCRIBED', 'PENDING'].includes(String(mail['marketingState']))
  const signs: ReadonlyArray<(each: Row) => boolean> = [
    (each) => each['state'] === 'ENABLED',
    agrees,
    (each) => each['state'] === 'INVITED',
  ]
  const telling = signs.find((sign) => sign(one) !== sign(two))
  return telling?.(one) === true ? one : two
}

/** What a merge would lead to: one goes on, with what the other has beyond. */
function customerMergePreview(args: Arguments, { state }: Execution) {
  const [first, second] = ['customerOneId', 'customerTwoId'].map((name) => state.byId.get(String(args[name])))
  if (first === undefined || second === undefined || first === second) {
    const message = first === second ? 'Customers IDs should not match' : 'Customer does not exist'
    return { customerMergeErrors: [{ errorFields: [], message }] }
  }
  const one = survivorOf(first, second)
  const two = one === first ? second : first
  const tags = tagsIn([...listOf(one['tags']), ...listOf(two['tags'])])
  const note = [one['note'], two['note']].filter((part) => typeof part === 'string').join(' ')
  const isBlocked = note.length > most.note || tags.length > most.tags
  const hasCards = [one, two].filter((each) => holdsCard(state, each))
  return {
    resultingCustomerId: one.id,
    defaultFields: {
      displayName: one['displayName'],
      firstName: one['firstName'] ?? two['firstName'],
      lastName: one['lastName'] ?? two['lastName'],
      email: one['defaultEmailAddress'] ?? two['defaultEmailAddress'],
      phoneNumber: one['defaultPhoneNumber'] ?? two['defaultPhoneNumber'],
      note: note === '' ? null : note,
      tags: tags.sort(),
      orderCount: String(listOf(one['orders']).length + listOf(two['orders']).length),
    },
    blockingFields: isBlocked ? { note, tags } : null,
    customerMergeErrors: hasCards.map((each) => ({
      errorFields: ['GIFT_CARDS'],
      message: `${String(each['displayName'])} has gift cards and can’t be merged.`,
    })),
  }
}

/** Whoever has a gift card cannot be merged. */
export const holdsCard = (state: Execution['state'], customer: Row): boolean =>
  rowsOf(state, 'GiftCard').some(({ customer: owner }) => isObject(owner) && owner['id'] === customer.id)

export const customerRoots = { customerMergePreview }
